import type { ReplicationMessage } from '../../src/replication/replication-message.js';
import { sampleInstance } from '../sample-instance.js';

/** A message that never expires, changed as given. */
export function sampleMessage(
  action: ReplicationMessage['action'],
  id = 'i-1',
  changes: Partial<ReplicationMessage> = {},
): ReplicationMessage {
  const instance = sampleInstance({ instanceId: id });
  return { action, app: 'ORDERS', id, instance, override: undefined, since: 0, expiresAt: Infinity, ...changes };
}

/** Such as `Register i-1`. */
export function told({ action, id }: Pick<ReplicationMessage, 'action' | 'id'>): string {
  return `${action} ${id}`;
}
