import type { TimerClock } from '@nest-eureka/time';
import type { RetryBudget } from '../../balancing/retry/retry-budget.js';
import type { RetrySettings } from '../../balancing/retry/retry-options.js';
import { discard } from '../call-outcome.js';
import type { CallOutcome } from '../call-outcome.js';
import type { Exchange, Interceptor } from '../dispatch.js';
import { FollowingController } from '../following-controller.js';
import { pause } from '../pause.js';
import { countsAgainst } from './attempt.js';

/** When a second instance is asked as well, so that one slow instance does not make the call slow. */
export interface HedgingOptions {
  /** How long the first instance has before that, ms; the service's usual slow answer, its 95th percentile for instance. */
  readonly afterMs: number;
}

export interface HedgingParts {
  readonly options: HedgingOptions;
  readonly retry: Pick<RetrySettings, 'methods' | 'allOperations'>;
  readonly budget: RetryBudget | undefined;
  readonly clock: TimerClock;
}

/** Only what may be sent twice is; the first good answer counts, the other attempt is ended. Each costs the budget a retry. */
export function hedging({ options, retry, budget, clock }: HedgingParts): Interceptor {
  return (next) => async (exchange) => {
    const { call, signal } = exchange;
    const mayBeTwice = retry.allOperations || call.marked || retry.methods.includes(call.method);
    if (!mayBeTwice || !call.replayable || exchange.to !== undefined) return next(exchange);
    const first = new Branch(next, exchange);
    const waiting = new FollowingController(signal);
    const early = await Promise.race([first.outcome, pause(options.afterMs, clock, waiting.signal)]);
    waiting.abort();
    waiting.release();
    if (early !== undefined || signal.aborted) return first.outcome;
    if (budget !== undefined && !budget.withdraw(clock.monotonic())) return first.outcome;
    const second = new Branch(next, exchange);
    return firstGood(first, second);
  };
}

/** One of two attempts at the same. */
class Branch<T> {
  readonly #controller: FollowingController;
  readonly outcome: Promise<CallOutcome<T>>;

  constructor(next: <U>(exchange: Exchange<U>) => Promise<CallOutcome<U>>, exchange: Exchange<T>) {
    this.#controller = new FollowingController(exchange.signal);
    this.outcome = next({ ...exchange, signal: this.#controller.signal }).finally(() => this.#controller.release());
  }

  end(): void {
    this.#controller.abort();
    this.outcome.then(discard, () => {});
  }
}

async function firstGood<T>(first: Branch<T>, second: Branch<T>): Promise<CallOutcome<T>> {
  const told = await Promise.race([
    first.outcome.then((outcome) => ({ outcome, other: second })),
    second.outcome.then((outcome) => ({ outcome, other: first })),
  ]);
  if (told.outcome.type === 'answered' && !countsAgainst(told.outcome)) {
    told.other.end();
    return told.outcome;
  }
  const rest = await told.other.outcome;
  if (rest.type !== 'answered' && told.outcome.type === 'answered') {
    return told.outcome;
  }
  if (rest.type === 'no-instance' || rest.type === 'refused') return told.outcome;
  discard(told.outcome);
  return rest;
}
