import type { Clock } from '@nest-eureka/time';
import type { MissedCall, RegistryEvent, RegistryListener } from '../../core/registry-event.js';

/** That an instance was cancelled: by its client or by an operator, here or at a peer. Evictions leave none. */
export interface Tombstone {
  readonly app: string;
  readonly id: string;
  /** `lastDirtyTimestamp` of the registration that was ended; undefined where it was not known here. */
  readonly dirtyAt: number | undefined;
  /** Monotonic. */
  readonly cancelledAt: number;
}

/** What a copy of another node has to say for itself. */
export interface CopyAge {
  readonly app: string;
  readonly id: string;
  readonly dirtyAt: number;
  /** How long ago it was renewed. */
  readonly ageMs: number;
}

export interface TombstonesSettings {
  /** Must be longer than any lease can be held without a renewal. @default 1_200_000 */
  readonly keepMs: number;
  /** The oldest goes first. @default 10_000 */
  readonly capacity: number;
}

export const DEFAULT_TOMBSTONES: TombstonesSettings = { keepMs: 1_200_000, capacity: 10_000 };

/**
 * Keeps what was cancelled from coming back out of an older copy. They guard only what a node reads by itself from others; a
 * registration that comes in by the API is accepted, and ends the tombstone (architecture section 5).
 */
export class Tombstones implements RegistryListener {
  /** Oldest first. */
  readonly #entries = new Map<string, Tombstone>();

  constructor(
    private readonly clock: Clock,
    private readonly settings: TombstonesSettings = DEFAULT_TOMBSTONES,
  ) {}

  on(event: RegistryEvent): void {
    if (event.type === 'registered') return void this.#entries.delete(keyOf(event.lease));
    if (event.type !== 'cancelled' || event.origin === 'eviction') return;
    const { app, id } = event.lease;
    this.#add({ app, id, dirtyAt: event.previous.lastDirtyTimestamp ?? 0, cancelledAt: this.clock.monotonic() });
  }

  /** A cancel may come before the copy that it is about. */
  missed({ action, app, id }: MissedCall): void {
    if (action !== 'cancel' || this.#entries.has(keyOf({ app, id }))) return;
    this.#add({ app, id, dirtyAt: undefined, cancelledAt: this.clock.monotonic() });
  }

  /** Takes over what another node knows to be cancelled. */
  learn(tombstone: Tombstone): void {
    const known = this.#entries.get(keyOf(tombstone));
    if (known === undefined || known.cancelledAt < tombstone.cancelledAt) this.#add(tombstone);
  }

  /** Takes the place of what was known: the cancel that another node told of, at the time that it told. */
  put(tombstone: Tombstone): void {
    this.#add(tombstone);
  }

  /** Whether a copy is one that was cancelled here since: not renewed after the cancel, and no newer registration. */
  blocks(copy: CopyAge): boolean {
    const tombstone = this.#entries.get(keyOf(copy));
    if (tombstone === undefined || this.#isOver(tombstone)) return false;
    if (tombstone.dirtyAt !== undefined && copy.dirtyAt > tombstone.dirtyAt) return false;
    return copy.ageMs > this.clock.monotonic() - tombstone.cancelledAt;
  }

  all(): readonly Tombstone[] {
    this.#dropOver();
    return [...this.#entries.values()];
  }

  #add(tombstone: Tombstone): void {
    const key = keyOf(tombstone);
    this.#entries.delete(key);
    this.#entries.set(key, tombstone);
    this.#dropOver();
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= this.settings.capacity) return;
      this.#entries.delete(oldest);
    }
  }

  #dropOver(): void {
    for (const [key, tombstone] of this.#entries) {
      if (!this.#isOver(tombstone)) return;
      this.#entries.delete(key);
    }
  }

  #isOver({ cancelledAt }: Tombstone): boolean {
    return this.clock.monotonic() - cancelledAt >= this.settings.keepMs;
  }
}

/** With the name's length in front, so that no two instances share a key. */
function keyOf({ app, id }: { readonly app: string; readonly id: string }): string {
  return `${app.length}:${app}${id}`;
}
