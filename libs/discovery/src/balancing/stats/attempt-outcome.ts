/**
 * How a connection let an attempt down. `connect` = refused or not established in time, `reset` = broken while in use,
 * `timeout` = no answer in time, `other` = anything that says nothing of the network (a bad URL, a fault in a hook).
 */
export type AttemptFault = 'connect' | 'reset' | 'timeout' | 'other';

/** How one attempt on one instance ended. `tookMs` is from its start to the answer's head, or to the failure. */
export type AttemptOutcome =
  | { readonly type: 'answered'; readonly status: number; readonly tookMs: number }
  | { readonly type: 'failed'; readonly fault: AttemptFault; readonly tookMs: number }
  /** The caller went away: it tells nothing of the instance. */
  | { readonly type: 'abandoned' };

/**
 * Whether an outcome counts against the instance itself: a network fault, or a 5xx. Not 501 and 505, which speak of the request.
 */
export function isFailure(outcome: AttemptOutcome): boolean {
  if (outcome.type === 'answered') return outcome.status >= 500 && outcome.status !== 501 && outcome.status !== 505;
  return outcome.type === 'failed' && outcome.fault !== 'other';
}
