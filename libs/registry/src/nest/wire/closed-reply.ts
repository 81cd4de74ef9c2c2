import { said } from '../../core/sentences/said.js';
import { telling } from './reply.js';
import type { Reply } from './reply.js';

/** What reads get while the registry is not to be read yet (architecture section 5). */
export type ClosedAnswer = 403 | 503;

export function closedReply(status: ClosedAnswer): Reply {
  const headers: Readonly<Record<string, string>> = status === 503 ? { 'Retry-After': '1' } : {};
  return { ...telling(status, said('registry.starting'), headers), refused: 'starting' };
}
