import { Backoff } from '@nest-eureka/time';
import type { FetcherSettings } from './registry-fetcher-settings.js';
import type { FetchOutcome } from './registry-fetcher-outcome.js';

/**
 * How long to wait between fetches. One that times out slows the cycle down, as the registry is overloaded or hung; one that
 * fails at once does not (client.md 1.3). While no registry has answered yet the tries come quickly at first.
 */
export class RegistryFetcherPace {
  readonly #firstTries: Backoff;
  readonly #slowestMs: number;
  #hasReached = false;
  #cycleMs: number;

  constructor(
    private readonly settings: Pick<FetcherSettings, 'intervalMs' | 'backOffBound' | 'firstRetryMs'>,
    random: () => number,
  ) {
    const { intervalMs, firstRetryMs } = settings;
    this.#firstTries = new Backoff({ initialMs: Math.min(firstRetryMs, intervalMs), maxMs: intervalMs }, random);
    this.#slowestMs = intervalMs * Math.max(1, settings.backOffBound);
    this.#cycleMs = intervalMs;
  }

  /** The pause before the next fetch, in ms. */
  after(outcome: FetchOutcome): number {
    const isFailure = outcome.kind === 'failed';
    if (!isFailure) this.#hasReached = true;
    if (!this.#hasReached) return this.#firstTries.next();
    const timedOut = isFailure && outcome.reason === 'timeout';
    this.#cycleMs = timedOut ? Math.min(this.#slowestMs, this.#cycleMs * 2) : this.settings.intervalMs;
    return this.#cycleMs;
  }
}
