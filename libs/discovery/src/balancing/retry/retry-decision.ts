import type { Random } from '../picker.js';
import type { AttemptOutcome } from '../stats/attempt-outcome.js';
import { backoffMs } from './backoff-ms.js';
import type { RetrySettings } from './retry-options.js';

/** An attempt that has just ended, as far as sending it again goes. */
export interface EndedAttempt {
  readonly method: string;
  readonly outcome: AttemptOutcome;
  /** Whether any byte of the request may have reached the instance. */
  readonly sent: boolean;
  /** The body, if any, can be read again. A stream cannot. */
  readonly replayable: boolean;
  /** The caller says that the request may be sent twice, whatever its method. */
  readonly marked?: boolean;
  /** From the answer's `Retry-After`. */
  readonly retryAfterMs?: number;
}

/** How far the call has come. Begin with `FIRST_ATTEMPT`. */
export interface RetryProgress {
  /** Retries on the present instance. */
  readonly same: number;
  /** Further instances tried. */
  readonly next: number;
}

export const FIRST_ATTEMPT: RetryProgress = { same: 0, next: 0 };

/** Why a call is not tried again; `not-failed` = there is no reason to. */
export type GiveUpReason =
  | 'not-failed'
  | 'disabled'
  | 'not-replayable'
  | 'not-idempotent'
  | 'attempts-exhausted'
  | 'no-time'
  | 'retry-after-too-long';

export type RetryDecision =
  | {
      readonly type: 'retry';
      readonly on: 'same' | 'another';
      readonly delayMs: number;
      readonly progress: RetryProgress;
    }
  | { readonly type: 'give-up'; readonly because: GiveUpReason };

/**
 * Whether and where to try again: the state machine of Spring's blocking retry policy (client.md 6.7), with the method rule for
 * exceptions as well as for status codes. A request of which nothing was sent is safe to send whatever its method.
 * The budget is the caller's to ask, as the last thing before a retry. `elapsedMs` is since the first attempt began.
 */
export function decideRetry(
  attempt: EndedAttempt,
  progress: RetryProgress,
  elapsedMs: number,
  settings: RetrySettings,
  random: Random,
): RetryDecision {
  const obstacle = obstacleTo(attempt, settings);
  if (obstacle !== undefined) return { type: 'give-up', because: obstacle };
  const step = nextStep(progress, settings);
  if (step === undefined) return { type: 'give-up', because: 'attempts-exhausted' };
  const asked = heedsRetryAfter(attempt.outcome, step.on) ? (attempt.retryAfterMs ?? 0) : 0;
  if (asked > settings.maxRetryAfterMs) return { type: 'give-up', because: 'retry-after-too-long' };
  const retries = progress.next * (settings.maxSame + 1) + progress.same;
  const delayMs = Math.max(asked, backoffMs(retries, settings.backoff, random));
  if (settings.totalTimeoutMs > 0 && elapsedMs + delayMs >= settings.totalTimeoutMs) {
    return { type: 'give-up', because: 'no-time' };
  }
  return { type: 'retry', ...step, delayMs };
}

function obstacleTo(attempt: EndedAttempt, settings: RetrySettings): GiveUpReason | undefined {
  if (!isRetryable(attempt.outcome, settings)) return 'not-failed';
  if (!settings.enabled) return 'disabled';
  if (!attempt.replayable) return 'not-replayable';
  const allowed = settings.allOperations || attempt.marked || settings.methods.includes(attempt.method.toUpperCase());
  const untouched = !attempt.sent && attempt.outcome.type === 'failed';
  return allowed || untouched ? undefined : 'not-idempotent';
}

/** Whether the outcome is one that another attempt may better. */
export function isRetryable(outcome: AttemptOutcome, settings: Pick<RetrySettings, 'statusCodes' | 'faults'>): boolean {
  if (outcome.type === 'answered') return settings.statusCodes.includes(outcome.status);
  return outcome.type === 'failed' && settings.faults.includes(outcome.fault);
}

function nextStep(
  { same, next }: RetryProgress,
  { maxSame, maxNext }: RetrySettings,
): { readonly on: 'same' | 'another'; readonly progress: RetryProgress } | undefined {
  if (same < maxSame) return { on: 'same', progress: { same: same + 1, next } };
  return next < maxNext ? { on: 'another', progress: { same: 0, next: next + 1 } } : undefined;
}

/** A busy instance speaks for itself alone; 429 speaks to the caller, wherever it turns. */
function heedsRetryAfter(outcome: AttemptOutcome, on: 'same' | 'another'): boolean {
  return on === 'same' || (outcome.type === 'answered' && outcome.status === 429);
}
