import { DEFAULT_CIRCUIT } from './circuit.js';
import type { CircuitSettings } from './circuit.js';
import { InstanceStats } from './instance-stats.js';

/** How long the statistics of an instance that left are kept, as in Ribbon (client.md 6.2). */
const KEPT_MS = 30 * 60_000;
/** How many of those are kept at most. */
const KEPT = 1000;

/** The statistics of all instances of a service, by id; bounded by the size of the service. */
export class StatsBook {
  readonly #present = new Map<string, InstanceStats>();
  /** In the order they left. */
  readonly #gone = new Map<string, { readonly stats: InstanceStats; readonly leftAt: number }>();
  #started = false;

  constructor(private readonly circuit: CircuitSettings = DEFAULT_CIRCUIT) {}

  /** Present and remembered instances. */
  get size(): number {
    return this.#present.size + this.#gone.size;
  }

  of(id: string): InstanceStats | undefined {
    return this.#present.get(id) ?? this.#gone.get(id)?.stats;
  }

  /** Brings the book to the ids of a new snapshot. Instances that come later than the first are fresh. */
  keep(ids: ReadonlySet<string>, now: number): void {
    for (const [id, stats] of this.#present) {
      if (ids.has(id)) continue;
      this.#present.delete(id);
      this.#gone.set(id, { stats, leftAt: now });
    }
    for (const id of ids) {
      if (!this.#present.has(id)) this.#present.set(id, this.#arrived(id, now));
    }
    this.#forget(now);
    this.#started ||= ids.size > 0;
  }

  #arrived(id: string, now: number): InstanceStats {
    const returned = this.#gone.get(id)?.stats;
    this.#gone.delete(id);
    if (returned === undefined) return new InstanceStats(this.circuit, this.#started ? now : undefined);
    returned.freshSince = now;
    return returned;
  }

  #forget(now: number): void {
    for (const [id, { leftAt }] of this.#gone) {
      if (this.#gone.size <= KEPT && now - leftAt <= KEPT_MS) return;
      this.#gone.delete(id);
    }
  }
}
