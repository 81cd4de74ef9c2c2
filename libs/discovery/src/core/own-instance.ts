import type { InstanceInfo, InstanceStatus } from '@nest-eureka/protocol';
import type { Cancel, Clock } from '@nest-eureka/time';

export type OwnInstanceListener = (info: InstanceInfo, previous: InstanceInfo) => void;

/** What of an instance changes while it runs. */
export type OwnInstanceChange = Partial<Omit<InstanceInfo, 'app' | 'instanceId' | 'lastDirtyTimestamp'>>;

/**
 * This application as the registry shall know it: an immutable snapshot, and whether the registry has been told of it
 * (client.md 0.1, dirty flag protocol).
 */
export class OwnInstance {
  readonly #listeners = new Set<OwnInstanceListener>();
  #info: InstanceInfo;
  #dirtyAt: number | undefined;
  #isStatusFrozen = false;

  /** A new instance counts as changed: nobody knows of it yet. */
  constructor(
    info: InstanceInfo,
    private readonly clock: Clock,
  ) {
    this.#info = info;
    this.markDirty();
  }

  get info(): InstanceInfo {
    return this.#info;
  }

  /** When it changed last, in ms since the epoch; undefined once the registry has been told. */
  get dirtyAt(): number | undefined {
    return this.#dirtyAt;
  }

  /** True once it leaves: its status stays what it is. */
  get isStatusFrozen(): boolean {
    return this.#isStatusFrozen;
  }

  /** Counts as changed from now on; the stamp grows with each call, whatever the clock does. */
  markDirty(): number {
    const at = Math.max(this.clock.now(), (this.#info.lastDirtyTimestamp ?? 0) + 1);
    this.#dirtyAt = at;
    this.#info = { ...this.#info, lastDirtyTimestamp: at };
    return at;
  }

  /** The registry has been told of everything up to that stamp; what changed later stays to be told. */
  markSent(dirtyAt: number): void {
    if (this.#dirtyAt !== undefined && this.#dirtyAt <= dirtyAt) this.#dirtyAt = undefined;
  }

  /** The status before, or undefined when nothing changed: it was this one already, or it is frozen. */
  setStatus(status: InstanceStatus): InstanceStatus | undefined {
    const { status: previous } = this.#info;
    this.change({ status });
    return this.#info.status === previous ? undefined : previous;
  }

  /** Sets the status for good: neither a health check nor the application brings a leaving instance back (client.md 8.1.12). */
  freezeStatus(status: InstanceStatus = this.#info.status): void {
    if (this.#isStatusFrozen) return;
    this.setStatus(status);
    this.#isStatusFrozen = true;
  }

  /** Adds to the metadata; an undefined value takes an entry out. */
  setMetadata(entries: Readonly<Record<string, string | undefined>>): void {
    const { metadata: previous } = this.#info;
    const metadata = new Map(previous);
    for (const [key, value] of Object.entries(entries)) {
      if (value === undefined) metadata.delete(key);
      else metadata.set(key, value);
    }
    const isSame =
      metadata.size === previous.size && [...metadata].every(([key, value]) => previous.get(key) === value);
    if (!isSame) this.change({ metadata });
  }

  /** What is the same already is no change, and nobody is told of it. */
  change(change: OwnInstanceChange): void {
    const previous = this.#info;
    const next = { ...previous, ...change };
    if (this.#isStatusFrozen) next.status = previous.status;
    const keys = Object.keys(change) as (keyof OwnInstanceChange)[];
    if (keys.every((key) => next[key] === previous[key])) return;
    this.#info = next;
    this.markDirty();
    for (const listener of this.#listeners) listener(this.#info, previous);
  }

  /** Listeners must not throw. */
  onChange(listener: OwnInstanceListener): Cancel {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }
}
