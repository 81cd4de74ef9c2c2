import type { Reply } from './reply.js';

/** What reads get while the registry is not to be read yet (architecture section 5). */
export type ClosedAnswer = 403 | 503;

export function closedReply(status: ClosedAnswer): Reply {
  return {
    kind: 'error',
    status,
    message: 'The registry has just started and is not in step yet; try again.',
    headers: status === 503 ? { 'Retry-After': '1' } : {},
  };
}
