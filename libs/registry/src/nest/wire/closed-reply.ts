import { said } from '../../core/sentences/said.js';
import { telling } from './reply.js';
import type { Reply } from './reply.js';

/** What reads get while the registry is not to be read yet (architecture section 5). */
export type ClosedAnswer = 403 | 503;

export function closedReply(status: ClosedAnswer): Reply {
  return telling(status, said('registry.starting'), status === 503 ? { 'Retry-After': '1' } : {});
}
