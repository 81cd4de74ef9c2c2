import type { ReplicationMessage } from './replication-message.js';

/**
 * Adds a message to those that wait about the same instance, oldest first. A cancel leaves nothing of what came before it; a
 * registration takes the place of older registrations and heartbeats, any other message that of an older one of its kind. What
 * is newer stands behind what is older, so that a peer ends where it would have ended with all of them: a cancel, a change of
 * status and its removal stay before a registration, since they end overrides or set them, which a registration does not.
 */
export function absorb(
  waiting: readonly ReplicationMessage[],
  newest: ReplicationMessage,
): readonly ReplicationMessage[] {
  // as nearly every heartbeat finds it
  if (waiting.length === 0 || (waiting.length === 1 && waiting[0]?.action === newest.action)) return [newest];
  switch (newest.action) {
    case 'Cancel':
      return [newest];
    case 'Register':
      return [...waiting.filter(({ action }) => action !== 'Register' && action !== 'Heartbeat'), newest];
    default:
      return [...waiting.filter(({ action }) => action !== newest.action), newest];
  }
}
