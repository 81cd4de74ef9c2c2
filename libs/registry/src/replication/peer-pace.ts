import { Backoff } from '@nest-eureka/time';
import type { BackoffOptions } from '@nest-eureka/time';
import type { BatchFailure } from './batch-outcome.js';

export interface PaceSettings {
  /** After a 503 or a silence. Java: always 1000 ms (server.md 4.2). */
  readonly congestion: BackoffOptions;
  /** After a connection that broke or did not come about. Java: always 100 ms. */
  readonly network: BackoffOptions;
  /** Failures in a row after which the peer is only asked whether it is there, until it is. */
  readonly failuresToBreak: number;
  /** The longest that a peer is left in peace because it asks for it; Java's cap for its own pauses. @default 30_000 */
  readonly longestMs: number;
}

/** Java's pauses at first, up to a third more by chance; longer ones for a peer that stays away, so that it is found within 5 s. */
export const DEFAULT_PACE: PaceSettings = {
  congestion: { initialMs: 1333, maxMs: 5000, jitter: 0.25 },
  network: { initialMs: 133, maxMs: 5000, jitter: 0.25 },
  failuresToBreak: 3,
  longestMs: 30_000,
};

/** When a peer may be called again, and whether with a batch: pauses after failures, and the breaker. */
export class PeerPace {
  readonly #congestion: Backoff;
  readonly #network: Backoff;
  #failures = 0;
  #pausedUntil = 0;
  #isUncertain = true;

  constructor(
    private readonly settings: PaceSettings,
    random: () => number,
  ) {
    this.#congestion = new Backoff(settings.congestion, random);
    this.#network = new Backoff(settings.network, random);
  }

  /** Monotonic instant. */
  get pausedUntil(): number {
    return this.#pausedUntil;
  }

  get isFailing(): boolean {
    return this.#failures > 0;
  }

  /** True while only the question whether it is there is sent. */
  get isBroken(): boolean {
    return this.#failures >= this.settings.failuresToBreak;
  }

  /**
   * Whether the next call must be empty: before the first batch, since the URL may be our own; while the breaker is open; and
   * after a silence, when a batch that is still on its way must not be overtaken by a newer one.
   */
  get mustAsk(): boolean {
    return this.#isUncertain || this.isBroken;
  }

  succeeded(): void {
    this.#failures = 0;
    this.#pausedUntil = 0;
    this.#isUncertain = false;
    this.#congestion.reset();
    this.#network.reset();
  }

  /** @param retryAfterMs how long the peer asks to be left in peace, which is heeded up to `longestMs` */
  failed(kind: BatchFailure['kind'], now: number, retryAfterMs = 0): void {
    this.#failures++;
    if (kind === 'silent' || kind === 'refused') this.#isUncertain = true;
    const backoff = kind === 'unreachable' ? this.#network : this.#congestion;
    const askedMs = Math.min(retryAfterMs, this.settings.longestMs);
    this.#pausedUntil = now + Math.max(backoff.next(), askedMs);
  }
}
