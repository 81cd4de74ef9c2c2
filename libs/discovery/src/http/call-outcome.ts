import type { Candidate } from '../balancing/candidate.js';
import type { NobodyReason } from '../balancing/picker.js';
import type { AttemptFault } from '../balancing/stats/attempt-outcome.js';
import type { Answer } from './service-call.js';

/** Why nobody can be called; `registry-never-reached` = nothing is known of any service yet. */
export type NoInstanceReason = NobodyReason | 'registry-never-reached';

/** What turned a call away before it was sent. */
export type Refuser = 'service-breaker' | 'instance-breaker' | 'bulkhead';

/** How a call, or one attempt of it, ended. */
export type CallOutcome<T> =
  | { readonly type: 'answered'; readonly answer: Answer<T>; readonly candidate: Candidate; readonly tookMs: number }
  | CallFailure;

/** A call without an answer. */
export type CallFailure =
  | {
      readonly type: 'failed';
      readonly fault: AttemptFault;
      /** Some of the request may have reached the instance. */
      readonly sent: boolean;
      /** What the connection said. */
      readonly error: unknown;
      readonly candidate: Candidate;
      readonly tookMs: number;
    }
  | { readonly type: 'no-instance'; readonly reason: NoInstanceReason }
  | { readonly type: 'refused'; readonly by: Refuser }
  /** The time for the whole call was up. */
  | { readonly type: 'timed-out'; readonly afterMs: number }
  /** The caller went away. */
  | { readonly type: 'aborted' };

/** Lets go of an answer that comes too late or is not the one. */
export function discard(outcome: CallOutcome<unknown>): void {
  if (outcome.type !== 'answered') return;
  try {
    outcome.answer.discard?.();
  } catch {
    // the answer was to be thrown away
  }
}
