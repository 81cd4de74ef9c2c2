import type { Clock } from '@nest-eureka/time';

/**
 * When to fetch in full because a delta's hash did not agree (client.md 2.5): at once the first time. A registry whose hash
 * never agrees is asked less and less often, so that its fault does not multiply what we load it with.
 */
export class ReconciliationPace {
  #nextAt = -Infinity;
  #pauseMs: number;

  constructor(
    private readonly pauses: { readonly initialMs: number; readonly maxMs: number },
    private readonly clock: Clock,
  ) {
    this.#pauseMs = pauses.initialMs;
  }

  get isDue(): boolean {
    return this.clock.monotonic() >= this.#nextAt;
  }

  /** The hash agreed. */
  agreed(): void {
    this.#nextAt = -Infinity;
    this.#pauseMs = this.pauses.initialMs;
  }

  /** The whole registry has been taken over because the hash did not agree. */
  done(): void {
    this.#nextAt = this.clock.monotonic() + this.#pauseMs;
    this.#pauseMs = Math.min(this.pauses.maxMs, this.#pauseMs * 2);
  }
}
