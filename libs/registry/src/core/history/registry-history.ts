import type { InstanceStatus } from '@nest-eureka/protocol';
import type { Clock } from '@nest-eureka/time';
import type { RegistryParts } from '../assemble.js';
import { changeTotals } from './change-totals.js';
import type { ChangeTotals } from './change-totals.js';

/** How often a point is taken. */
export const HISTORY_STEP_MS = 15_000;
/** An hour; some 50 kB of memory. */
const CAPACITY = 240;

/** How the registry stood at a moment. What came and went is counted since the point before. */
export interface HistoryPoint extends ChangeTotals {
  /** Wall clock, in ms. */
  readonly at: number;
  /** Of the last complete minute. */
  readonly renewals: number;
  /** Renewals a minute that Netflix's self-preservation asks for. */
  readonly threshold: number;
  /** Renewals a minute if every expected client sends its own. */
  readonly expected: number;
  readonly instances: number;
  /** Those that somebody has. */
  readonly statuses: Readonly<Partial<Record<InstanceStatus, number>>>;
  /** Self-preservation holds something. */
  readonly isHolding: boolean;
}

export type HistorySources = Pick<RegistryParts, 'store' | 'counters' | 'renewalThreshold' | 'selfPreservation'>;

/** The last hour of the registry in numbers. Nothing is done for it between two points. */
export class RegistryHistory {
  readonly #points: HistoryPoint[] = [];
  #totals: ChangeTotals = { registered: 0, cancelled: 0, evicted: 0 };

  constructor(
    private readonly sources: HistorySources,
    private readonly clock: Clock,
    private readonly capacity = CAPACITY,
  ) {}

  /** Adds how it stands now; the oldest goes when there are too many. */
  take(): void {
    this.#points.push(this.now());
    this.#totals = changeTotals(this.sources.counters);
    if (this.#points.length > this.capacity) this.#points.shift();
  }

  /** Those after a moment of the wall clock, the oldest first. */
  since(at = Number.NEGATIVE_INFINITY): readonly HistoryPoint[] {
    return this.#points.filter((point) => point.at > at);
  }

  /** A point that is still growing. */
  now(): HistoryPoint {
    const { store, counters, renewalThreshold, selfPreservation } = this.sources;
    const totals = changeTotals(counters);
    return {
      at: this.clock.now(),
      renewals: renewalThreshold.renewalsLastMinute,
      threshold: renewalThreshold.threshold,
      expected: renewalThreshold.expectedRenewals,
      instances: store.size,
      statuses: Object.fromEntries([...store.statusCounts()].filter(([, count]) => count > 0)),
      registered: totals.registered - this.#totals.registered,
      cancelled: totals.cancelled - this.#totals.cancelled,
      evicted: totals.evicted - this.#totals.evicted,
      isHolding: selfPreservation.holds().length > 0,
    };
  }
}
