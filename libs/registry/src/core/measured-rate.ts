import type { Clock } from '@nest-eureka/time';

/**
 * Counts how often something happens per window, and shows the last complete window (server.md 2.1 MeasuredRate).
 * Windows are moved on when somebody looks, so it needs no timer.
 */
export class MeasuredRate {
  #current = 0;
  #last = 0;
  /** Undefined until started: what is counted before belongs to the first window. */
  #windowEndsAt: number | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly windowMs = 60_000,
  ) {}

  /** Begins the first window now. */
  start(): void {
    this.#windowEndsAt = this.clock.monotonic() + this.windowMs;
  }

  /** @param at the monotonic instant, for a caller that has just read the clock */
  increment(at = this.clock.monotonic()): void {
    this.#advance(at);
    this.#current++;
  }

  /** What the last complete window counted; 0 during the first one. */
  count(): number {
    this.#advance(this.clock.monotonic());
    return this.#last;
  }

  #advance(at: number): void {
    if (this.#windowEndsAt === undefined || at < this.#windowEndsAt) return;
    const skipped = Math.floor((at - this.#windowEndsAt) / this.windowMs);
    this.#last = skipped === 0 ? this.#current : 0;
    this.#current = 0;
    this.#windowEndsAt += (skipped + 1) * this.windowMs;
  }
}
