import { Backoff } from '@nest-eureka/time';
import type { CallFailureReason } from '../call-outcome.js';

export interface FetchPaceSettings {
  /** Between the end of one fetch and the start of the next. */
  readonly intervalMs: number;
  /** The slowest cycle, as a multiple of the interval; reached by fetches that time out again and again. */
  readonly backOffBound: number;
  /** First pause between tries while no registry has ever answered; it doubles up to the interval. */
  readonly firstRetryMs: number;
}

/** What the pace needs to know of a fetch: whether it failed, and why. */
export interface FetchEnd {
  readonly kind: string;
  readonly reason?: CallFailureReason;
}

/**
 * How long to wait between fetches. One that times out slows the cycle down, as the registry is overloaded or hung; one that
 * fails at once does not (client.md 1.3). While no registry has answered yet the tries come quickly at first.
 */
export class FetchPace {
  readonly #firstTries: Backoff;
  readonly #slowestMs: number;
  #hasReached = false;
  #cycleMs: number;

  constructor(
    private readonly settings: FetchPaceSettings,
    random: () => number,
  ) {
    const { intervalMs, firstRetryMs } = settings;
    this.#firstTries = new Backoff({ initialMs: Math.min(firstRetryMs, intervalMs), maxMs: intervalMs }, random);
    this.#slowestMs = intervalMs * Math.max(1, settings.backOffBound);
    this.#cycleMs = intervalMs;
  }

  /** The pause before the next fetch, in ms. */
  after({ kind, reason }: FetchEnd): number {
    const isFailure = kind === 'failed';
    if (!isFailure) this.#hasReached = true;
    if (!this.#hasReached) return this.#firstTries.next();
    const timedOut = isFailure && reason === 'timeout';
    this.#cycleMs = timedOut ? Math.min(this.#slowestMs, this.#cycleMs * 2) : this.settings.intervalMs;
    return this.#cycleMs;
  }
}
