import type { TimerClock } from '@nest-eureka/time';
import type { Random } from '../../balancing/picker.js';
import { retryAfterMs } from '../../balancing/retry/retry-after.js';
import type { RetryBudget } from '../../balancing/retry/retry-budget.js';
import { decideRetry, FIRST_ATTEMPT } from '../../balancing/retry/retry-decision.js';
import type { EndedAttempt } from '../../balancing/retry/retry-decision.js';
import type { RetrySettings } from '../../balancing/retry/retry-options.js';
import { discard } from '../call-outcome.js';
import type { CallOutcome } from '../call-outcome.js';
import type { Interceptor } from '../dispatch.js';
import { pause } from '../pause.js';
import type { ServiceCall } from '../service-call.js';
import { reportOf } from './attempt.js';

export interface RetryParts {
  readonly settings: RetrySettings;
  /** undefined = as many as the settings allow. */
  readonly budget: RetryBudget | undefined;
  readonly clock: TimerClock;
  readonly random: Random;
}

type Ended<T> = Extract<CallOutcome<T>, { type: 'answered' | 'failed' }>;

/**
 * Sends again what failed and may be sent again, to an instance not tried yet where there is one. When nothing more is to be
 * tried, the caller gets the last answer or failure as it is (client.md 6.7).
 */
export function retries(parts: RetryParts): Interceptor {
  return (next) => async (exchange) => {
    const { settings, budget, clock, random } = parts;
    const { call, signal } = exchange;
    const startedAt = clock.monotonic();
    budget?.requested(startedAt);
    let progress = FIRST_ATTEMPT;
    let last = await next(exchange);
    while (isEnded(last) && !signal.aborted) {
      const ended = endedAttempt(call, last, clock.now());
      const decision = decideRetry(ended, progress, clock.monotonic() - startedAt, settings, random);
      if (decision.type === 'give-up') break;
      if (budget !== undefined && !budget.withdraw(clock.monotonic())) break;
      await pause(decision.delayMs, clock, signal);
      progress = decision.progress;
      const outcome = await next({ ...exchange, to: decision.on === 'same' ? last.candidate : undefined });
      // nobody is left to try: what the last one said tells more
      if (outcome.type === 'no-instance' || outcome.type === 'refused') break;
      discard(last);
      last = outcome;
    }
    return last;
  };
}

function isEnded<T>(outcome: CallOutcome<T>): outcome is Ended<T> {
  return outcome.type === 'answered' || outcome.type === 'failed';
}

function endedAttempt(call: ServiceCall, ended: Ended<unknown>, wallClockMs: number): EndedAttempt {
  const asked = ended.type === 'answered' ? retryAfterMs(ended.answer.retryAfter, wallClockMs) : undefined;
  return {
    method: call.method,
    outcome: reportOf(ended),
    sent: ended.type === 'answered' || ended.sent,
    replayable: call.replayable,
    ...(call.marked === undefined ? {} : { marked: call.marked }),
    ...(asked === undefined ? {} : { retryAfterMs: asked }),
  };
}
