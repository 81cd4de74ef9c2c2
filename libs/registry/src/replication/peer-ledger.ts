import type { Clock } from '@nest-eureka/time';
import type { BatchFailure, PeerFailure } from './batch-outcome.js';
import type { ItemVerdict } from './item-answers.js';

/** What has been counted about one peer since it was listed. */
export interface PeerCounts {
  /** Batches that arrived, without the empty ones. */
  readonly batches: number;
  /** Items of those. */
  readonly items: number;
  /** Calls that failed, whatever the reason. */
  readonly failures: number;
  /** Messages that the peer would not take, even alone. */
  readonly rejected: number;
  /** Heartbeats after which the registration was sent. */
  readonly registrationsWanted: number;
  /** Copies of the peer's that were taken over. */
  readonly adopted: number;
  /** Items that the peer could not do, such as a cancel of an instance that it does not have. */
  readonly declined: number;
}

const NOTHING = {
  batches: 0,
  items: 0,
  failures: 0,
  rejected: 0,
  registrationsWanted: 0,
  adopted: 0,
  declined: 0,
};

/** Keeps the books about one peer. */
export class PeerLedger {
  readonly #counts = { ...NOTHING };
  /** Wall clock, ms. */
  lastSuccessAt: number | undefined;
  lastFailure: PeerFailure | undefined;
  clockOffsetMs: number | undefined;
  /** Failed calls since the last good one. */
  failuresInARow = 0;
  /** How long the oldest item of the last batch had waited when the peer had it. */
  lastLagMs: number | undefined;

  constructor(private readonly clock: Clock) {}

  get counts(): PeerCounts {
    return { ...this.#counts };
  }

  /** @param oldestSince monotonic; undefined for an empty batch */
  arrived(items: number, oldestSince: number | undefined, clockOffsetMs: number | undefined): void {
    this.clockOffsetMs = clockOffsetMs;
    this.lastSuccessAt = this.clock.now();
    this.failuresInARow = 0;
    if (oldestSince === undefined) return;
    this.#counts.batches++;
    this.#counts.items += items;
    this.lastLagMs = this.clock.monotonic() - oldestSince;
  }

  failed({ kind, message }: BatchFailure): void {
    this.#counts.failures++;
    this.failuresInARow++;
    this.lastFailure = { at: this.clock.now(), kind, message };
  }

  rejected(): void {
    this.#counts.rejected++;
  }

  judged({ kind }: ItemVerdict): void {
    if (kind === 'wanted') this.#counts.registrationsWanted++;
    else if (kind === 'adopted') this.#counts.adopted++;
    else if (kind === 'declined') this.#counts.declined++;
  }
}
