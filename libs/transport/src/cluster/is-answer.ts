import type { CallType } from './call-request.js';

/** Who takes 404 for an answer: it names something that the registry may not know, or a delta that it does not give. */
const MAY_BE_UNKNOWN: ReadonlySet<CallType> = new Set<CallType>([
  'register',
  'heartbeat',
  'delta',
  'override-status',
  'remove-override',
  'application',
  'instance',
]);

/**
 * Whether a status is an answer to the caller, or a reason to ask the next registry (client.md 3.3). Wider than Java's client,
 * which takes a 404 of a single look-up for a failure.
 */
export function isAnswer(status: number, type: CallType): boolean {
  if (type === 'cancel') return true;
  if (status >= 200 && status < 300) return true;
  if (status === 404) return MAY_BE_UNKNOWN.has(type);
  return status === 403 && type === 'delta';
}
