import type { InstanceInfo } from '@nest-eureka/protocol';
import type { Origin } from '../core/origin.js';
import type { RegistryEvent } from '../core/registry-event.js';

interface Observed {
  /** In upper case, as it is registered. */
  readonly app: string;
  readonly id: string;
  /** As clients see it now, its lease's times included. */
  readonly instance: InstanceInfo;
  readonly origin: Origin;
}

/** What has just happened to a lease, as the host application hears it: values that it may keep, and nothing to change by. */
export type ObservedEvent =
  /** `previous`: what was registered under that id before, undefined when nothing was. */
  | (Observed & { readonly type: 'registered'; readonly previous: InstanceInfo | undefined })
  | (Observed & { readonly type: 'renewed' })
  /** `origin` tells a cancel from an eviction; `previous` is the instance as it was last. */
  | (Observed & { readonly type: 'cancelled'; readonly previous: InstanceInfo })
  | (Observed & {
      readonly type: 'status-changed';
      readonly previous: InstanceInfo;
      /** `renewal`: an override came into force with a heartbeat. */
      readonly cause: 'override-set' | 'override-removed' | 'renewal';
    })
  /** A status call that changed nothing. */
  | (Observed & { readonly type: 'status-confirmed'; readonly cause: 'override-set' | 'override-removed' });

export function observedEvent(event: RegistryEvent, ownInstanceId: string): ObservedEvent {
  const { lease, origin } = event;
  const observed = { app: lease.app, id: lease.id, instance: lease.toWire(ownInstanceId), origin };
  switch (event.type) {
    case 'registered':
      return { ...observed, type: event.type, previous: event.previous };
    case 'cancelled':
      return { ...observed, type: event.type, previous: event.previous };
    case 'renewed':
      return { ...observed, type: event.type };
    case 'status-changed':
      return { ...observed, type: event.type, previous: event.previous, cause: event.cause };
    case 'status-confirmed':
      return { ...observed, type: event.type, cause: event.cause };
  }
}
