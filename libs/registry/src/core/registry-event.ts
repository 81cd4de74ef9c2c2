import type { InstanceInfo } from '@nest-eureka/protocol';
import type { Lease } from './lease.js';
import type { Origin } from './origin.js';

/**
 * What has just happened to a lease; `lease` already shows the new state.
 * `previous` is the instance that `lease` (or the lease it replaced) held before, undefined when there was none.
 */
export type RegistryEvent =
  | {
      readonly type: 'registered';
      readonly lease: Lease;
      readonly origin: Origin;
      readonly previous: InstanceInfo | undefined;
      /** The lease that this one replaced, if any. */
      readonly replaced: Lease | undefined;
      /**
       * What peers are to be told: the lease's instance, or, when an older copy than ours came in, that copy as it came
       * (server.md 2.2 step 13).
       */
      readonly sent: InstanceInfo;
    }
  | { readonly type: 'renewed'; readonly lease: Lease; readonly origin: Origin }
  | { readonly type: 'cancelled'; readonly lease: Lease; readonly origin: Origin; readonly previous: InstanceInfo }
  | {
      readonly type: 'status-changed';
      readonly lease: Lease;
      readonly origin: Origin;
      readonly previous: InstanceInfo;
      /** `renewal`: an override came into force with a heartbeat, which peers find out by themselves. */
      readonly cause: 'override-set' | 'override-removed' | 'renewal';
    }
  /** A status call that changed nothing; peers are told all the same (server.md 4.1). */
  | {
      readonly type: 'status-confirmed';
      readonly lease: Lease;
      readonly origin: Origin;
      readonly cause: 'override-set' | 'override-removed';
    };

/**
 * A call that found no lease, or one that has to register again (server.md 2.3 step 2). Nothing has changed: only counters and
 * the list of recent cancels want to know (server.md 2.6).
 */
export interface MissedCall {
  readonly action: 'renew' | 'cancel';
  readonly app: string;
  readonly id: string;
  readonly origin: Origin;
}

/** Is told of every change, synchronously, in the order of assembly (architecture section 2). Must not throw. */
export interface RegistryListener {
  on(event: RegistryEvent): void;
  missed?(call: MissedCall): void;
}
