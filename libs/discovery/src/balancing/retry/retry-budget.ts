/** How many retries a service may get, so that retries never multiply an outage. */
export interface RetryBudgetOptions {
  /** Retries per request, 0…1 in sensible use. @default 0.2 */
  readonly share?: number;
  /** Retries per second that are allowed whatever the traffic. @default 10 */
  readonly minPerSecond?: number;
  /** Retries that may be saved up, at least 1. @default 100 */
  readonly burst?: number;
}

/** A token bucket: every request pays in its share, every retry takes one out. Instants are monotonic ms. */
export class RetryBudget {
  readonly #share: number;
  readonly #perMs: number;
  readonly #burst: number;
  #tokens: number;
  #refilledAt: number | undefined;

  /** Begins with what ten seconds of the smallest rate bring. */
  constructor({ share = 0.2, minPerSecond = 10, burst = 100 }: RetryBudgetOptions = {}) {
    this.#share = share;
    this.#perMs = minPerSecond / 1000;
    this.#burst = burst;
    this.#tokens = Math.min(burst, minPerSecond * 10);
  }

  /** Tells of a request; its retries are not requests. */
  requested(now: number): void {
    this.#refill(now);
    this.#tokens += this.#share;
  }

  /** Whether a retry may be made; takes it out when so. */
  withdraw(now: number): boolean {
    this.#refill(now);
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }

  /** Cuts off what is above the burst, what requests paid in included. */
  #refill(now: number): void {
    const passedMs = Math.max(0, now - (this.#refilledAt ?? now));
    this.#refilledAt = now;
    this.#tokens = Math.min(this.#burst, this.#tokens + passedMs * this.#perMs);
  }
}
