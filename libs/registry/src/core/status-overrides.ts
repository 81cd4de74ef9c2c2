import type { InstanceStatus } from '@nest-eureka/protocol';
import type { Clock } from '@nest-eureka/time';
import { compareOverrides } from './override-record.js';
import type { OverrideRecord } from './override-record.js';

export interface StatusOverridesSettings {
  /** How long an override lives after it was last read or set. @default 3_600_000 (server.md 2.1) */
  readonly expiryMs?: number;
  /** How many are kept; the one unused for longest goes first. Java has no bound. @default 100_000 */
  readonly capacity?: number;
}

interface Entry {
  readonly record: OverrideRecord;
  usedAt: number;
}

/**
 * Statuses set from outside, by instance id alone: an override holds for every application with such an id (server.md 9.12).
 * That one was taken away is remembered as well, so that nodes of ours agree on the later word; nobody else sees it.
 */
export class StatusOverrides {
  /** In the order of use, so that the oldest stand in front. */
  readonly #entries = new Map<string, Entry>();
  readonly #expiryMs: number;
  readonly #capacity: number;

  constructor(
    private readonly clock: Clock,
    settings: StatusOverridesSettings = {},
  ) {
    this.#expiryMs = settings.expiryMs ?? 3_600_000;
    this.#capacity = settings.capacity ?? 100_000;
  }

  /** How many are in force. */
  get size(): number {
    return this.snapshot().size;
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
    return entry.record.status;
  }

  /** Does not count as a use. */
  peek(id: string): InstanceStatus | undefined {
    return this.record(id)?.status;
  }

  /** The last word about an override; does not count as a use. */
  record(id: string): OverrideRecord | undefined {
    const entry = this.#entries.get(id);
    return entry === undefined || this.#isExpired(entry, this.clock.monotonic()) ? undefined : entry.record;
  }

  set(id: string, status: InstanceStatus): void {
    this.put(id, { status, at: this.#nextAt(id) });
  }

  /** Takes the place of whatever was known. */
  put(id: string, record: OverrideRecord): void {
    this.#dropExpired();
    this.#entries.delete(id);
    this.#entries.set(id, { record, usedAt: this.clock.monotonic() });
    if (this.#entries.size > this.#capacity) this.#dropOldest();
  }

  /** Takes over what another node knows where it is the later word; false where it is not. */
  learn(id: string, record: OverrideRecord): boolean {
    const known = this.record(id);
    if (known !== undefined && compareOverrides(record, known) <= 0) return false;
    this.put(id, record);
    return true;
  }

  /** Takes an override away and tells which one it was. */
  remove(id: string): InstanceStatus | undefined {
    const status = this.peek(id);
    if (status !== undefined) this.put(id, { status: undefined, at: this.#nextAt(id) });
    return status;
  }

  /** As if there had never been one. */
  forget(id: string): void {
    this.#entries.delete(id);
  }

  /** All overrides in force by instance id, as `GET /serverinfo/statusoverrides` shows them. */
  snapshot(): ReadonlyMap<string, InstanceStatus> {
    this.#dropExpired();
    const statuses = new Map<string, InstanceStatus>();
    for (const [id, { record }] of this.#entries) if (record.status !== undefined) statuses.set(id, record.status);
    return statuses;
  }

  /** However wrong the clock of the node was that spoke last, this word is the later one. */
  #nextAt(id: string): number {
    return Math.max(this.clock.now(), (this.record(id)?.at ?? 0) + 1);
  }

  #isExpired(entry: Entry, now: number): boolean {
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
