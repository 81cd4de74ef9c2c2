import type { InstanceStatus } from '@nest-eureka/protocol';
import type { Clock } from '@nest-eureka/time';

export interface StatusOverridesSettings {
  /** How long an override lives after it was last read or set. @default 3_600_000 (server.md 2.1) */
  readonly expiryMs?: number;
  /** How many are kept; the one unused for longest goes first. Java has no bound. @default 100_000 */
  readonly capacity?: number;
}

interface Override {
  readonly status: InstanceStatus;
  usedAt: number;
}

/** Statuses set from outside, by instance id alone: an override holds for every application with such an id (server.md 9.12). */
export class StatusOverrides {
  /** In the order of use, so that the oldest stand in front. */
  readonly #entries = new Map<string, Override>();
  readonly #expiryMs: number;
  readonly #capacity: number;

  constructor(
    private readonly clock: Clock,
    settings: StatusOverridesSettings = {},
  ) {
    this.#expiryMs = settings.expiryMs ?? 3_600_000;
    this.#capacity = settings.capacity ?? 100_000;
  }

  get size(): number {
    this.#dropExpired();
    return this.#entries.size;
  }

  /** Counts as a use: the override lives on. */
  get(id: string): InstanceStatus | undefined {
    const entry = this.#entries.get(id);
    if (entry === undefined) return undefined;
    this.#entries.delete(id);
    const now = this.clock.monotonic();
    if (this.#isExpired(entry, now)) return undefined;
    entry.usedAt = now;
    this.#entries.set(id, entry);
    return entry.status;
  }

  /** Does not count as a use. */
  peek(id: string): InstanceStatus | undefined {
    const entry = this.#entries.get(id);
    return entry === undefined || this.#isExpired(entry, this.clock.monotonic()) ? undefined : entry.status;
  }

  set(id: string, status: InstanceStatus): void {
    this.#dropExpired();
    this.#entries.delete(id);
    this.#entries.set(id, { status, usedAt: this.clock.monotonic() });
    if (this.#entries.size > this.#capacity) this.#dropOldest();
  }

  /** Takes an override away and tells which one it was. */
  remove(id: string): InstanceStatus | undefined {
    const status = this.peek(id);
    this.#entries.delete(id);
    return status;
  }

  /** All overrides by instance id, as `GET /serverinfo/statusoverrides` shows them. */
  snapshot(): ReadonlyMap<string, InstanceStatus> {
    this.#dropExpired();
    return new Map(Array.from(this.#entries, ([id, entry]) => [id, entry.status]));
  }

  #isExpired(entry: Override, now: number): boolean {
    return now - entry.usedAt >= this.#expiryMs;
  }

  #dropExpired(): void {
    const now = this.clock.monotonic();
    for (const [id, entry] of this.#entries) {
      if (!this.#isExpired(entry, now)) return;
      this.#entries.delete(id);
    }
  }

  #dropOldest(): void {
    for (const id of this.#entries.keys()) {
      this.#entries.delete(id);
      return;
    }
  }
}
