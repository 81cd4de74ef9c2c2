import type { ActionType } from '@nest-eureka/protocol';
import type { Lease } from '../lease.js';

/** One changed instance as a delta shows it: the lease's present state under the given action. */
export interface ChangedLease {
  readonly lease: Lease;
  readonly actionType: ActionType;
}

/** Where a delta comes from: what changed lately, each instance once, and how many changes there have been (server.md 2.13). */
export interface ChangeSource {
  /** Grows with every change. */
  readonly revision: number;
  /** The same array as long as nothing comes or goes. */
  changes(): readonly { readonly app: string; readonly leases: readonly ChangedLease[] }[];
}
