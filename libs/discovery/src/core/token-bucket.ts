const MINUTE_MS = 60_000;

/** Lets through so many calls at once and so many a minute in the long run (client.md 1.5, in whole tokens). */
export class TokenBucket {
  #consumed = 0;
  #refilledAt: number | undefined;

  /** Instants are monotonic, in ms; `burst` and `perMinute` are at least 1. */
  constructor(
    private readonly burst: number,
    private readonly perMinute: number,
  ) {}

  take(now: number): boolean {
    this.#refill(now);
    if (this.#consumed >= this.burst) return false;
    this.#consumed += 1;
    return true;
  }

  #refill(now: number): void {
    this.#refilledAt ??= now;
    const tokens = Math.floor(((now - this.#refilledAt) * this.perMinute) / MINUTE_MS);
    if (tokens <= 0) return;
    this.#refilledAt += (tokens * MINUTE_MS) / this.perMinute;
    this.#consumed = Math.max(0, this.#consumed - tokens);
  }
}
