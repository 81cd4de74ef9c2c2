import type { LeaseStore } from '../../core/lease-store.js';
import type { ReplicationMessage } from '../replication-message.js';

/**
 * How long ago it happened, ms. A registration is as old as the last renewal of what it registers, by which is decided whether
 * it comes before a cancel.
 * @param now monotonic
 */
export function messageAge({ action, app, id, since }: ReplicationMessage, store: LeaseStore, now: number): number {
  const renewedAt = action === 'Register' ? (store.find(app, id)?.renewedAt ?? since) : since;
  return now - Math.max(since, renewedAt);
}
