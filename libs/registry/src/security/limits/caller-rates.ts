import type { Clock } from '@nest-eureka/time';

/** What a request is worth to those who wait for it; the first are shed first. */
export type Weight = 'full fetch' | 'read' | 'register' | 'vital';

/**
 * Share of a caller's allowance that must be left for a request to pass. Heartbeats and cancels pass as long as there is any, so that
 * too much fetching costs nobody a lease.
 */
const RESERVE: Readonly<Record<Weight, number>> = { 'full fetch': 0.5, read: 0.3, register: 0.1, vital: 0 };

const LEAST_BURST = 20;
const MOST_CALLERS = 10_000;

interface Allowance {
  left: number;
  /** Monotonic, in ms. */
  at: number;
}

/** How many requests each caller may still make: a second's worth at once, and then so many a second. Bounded memory. */
export class CallerRates {
  readonly #callers = new Map<string, Allowance>();
  readonly #burst: number;

  constructor(
    private readonly clock: Clock,
    private readonly perSecond: number,
  ) {
    this.#burst = Math.max(LEAST_BURST, perSecond);
  }

  /** Undefined: it may pass, and is counted. Else the seconds after which it may. */
  take(caller: string, weight: Weight): number | undefined {
    const now = this.clock.monotonic();
    const allowance = this.#allowanceOf(caller, now);
    allowance.left = Math.min(this.#burst, allowance.left + ((now - allowance.at) / 1000) * this.perSecond);
    allowance.at = now;
    const needed = RESERVE[weight] * this.#burst + 1;
    if (allowance.left < needed) return Math.max(1, Math.ceil((needed - allowance.left) / this.perSecond));
    allowance.left--;
    return undefined;
  }

  #allowanceOf(caller: string, now: number): Allowance {
    let allowance = this.#callers.get(caller);
    if (allowance === undefined) {
      if (this.#callers.size >= MOST_CALLERS) this.#callers.delete(this.#callers.keys().next().value ?? '');
      this.#callers.set(caller, (allowance = { left: this.#burst, at: now }));
    }
    return allowance;
  }
}
