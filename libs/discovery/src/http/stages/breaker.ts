import { BrokenCircuitError, circuitBreaker, ConsecutiveBreaker, handleWhenResult, SamplingBreaker } from 'cockatiel';
import type { CircuitBreakerPolicy } from 'cockatiel';
import { CircuitState } from 'cockatiel';
import type { CallOutcome, Refuser } from '../call-outcome.js';
import type { Interceptor } from '../dispatch.js';
import type { BreakerState } from '../service-state.js';
import { countsAgainst } from './attempt.js';

/** When a circuit opens: after so many failures in a row, or at a share of failures within a time; and for how long. */
export interface BreakerOptions {
  /** Failures in a row that open it. @default 10, unless `failureShare` is given */
  readonly consecutiveFailures?: number;
  /** Share of failures, above 0 and below 1, within `windowMs`. */
  readonly failureShare?: number;
  /** @default 10000 */
  readonly windowMs?: number;
  /** Fewer calls than this per second do not open it by their share. @default 1 */
  readonly minPerSecond?: number;
  /** How long it stays open before one call may try, ms. @default 5000 */
  readonly openMs?: number;
}

/** One circuit. An open one turns calls away; then a single call decides whether it closes. */
export class Breaker {
  readonly #policy: CircuitBreakerPolicy;

  constructor({
    consecutiveFailures = 10,
    failureShare,
    windowMs = 10_000,
    minPerSecond = 1,
    openMs = 5000,
  }: BreakerOptions) {
    const breaker =
      failureShare === undefined
        ? new ConsecutiveBreaker(consecutiveFailures)
        : new SamplingBreaker({ threshold: failureShare, duration: windowMs, minimumRps: minPerSecond });
    const failing = handleWhenResult((outcome) => countsAgainst(outcome as CallOutcome<unknown>));
    this.#policy = circuitBreaker(failing, { halfOpenAfter: openMs, breaker });
  }

  get state(): BreakerState {
    switch (this.#policy.state) {
      case CircuitState.Closed:
        return 'closed';
      case CircuitState.HalfOpen:
        return 'half-open';
      default:
        return 'open';
    }
  }

  get isOpen(): boolean {
    return this.#policy.state === CircuitState.Open;
  }

  async guard<T>(by: Refuser, work: () => Promise<CallOutcome<T>>): Promise<CallOutcome<T>> {
    try {
      return await this.#policy.execute(work);
    } catch (error) {
      if (error instanceof BrokenCircuitError) return { type: 'refused', by };
      throw error;
    }
  }
}

/** Turns calls to a service away while most of them fail. */
export function serviceBreaker(breaker: Breaker): Interceptor {
  return (next) => (exchange) => breaker.guard('service-breaker', () => next(exchange));
}
