/** How long to wait before the next try: doubles up to a maximum, spread by jitter. */
export interface BackoffOptions {
  readonly initialMs: number;
  readonly maxMs: number;
  /** @default 2 */
  readonly multiplier?: number;
  /** Share of each delay that is drawn at random, 0…1. @default 0.2 */
  readonly jitter?: number;
}

/** Capped exponential backoff with jitter; `random` gives numbers in [0, 1). */
export class Backoff {
  #nextMs: number;

  constructor(
    private readonly options: BackoffOptions,
    private readonly random: () => number,
  ) {
    this.#nextMs = options.initialMs;
  }

  /** The delay to wait now, in ms; the next one is longer. */
  next(): number {
    const baseMs = this.#nextMs;
    this.#nextMs = Math.min(this.options.maxMs, baseMs * (this.options.multiplier ?? 2));
    const spread = baseMs * (this.options.jitter ?? 0.2);
    return baseMs - spread + this.random() * spread;
  }

  /** Starts over after a success. */
  reset(): void {
    this.#nextMs = this.options.initialMs;
  }
}
