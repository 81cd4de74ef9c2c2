import type { Lease } from '../lease.js';
import type { RegistryEvent } from '../registry-event.js';

/** That a lease is in a list from now on, as a change log and a response cache are told of it. */
export function asRegistered(lease: Lease): RegistryEvent {
  const { instance } = lease;
  return { type: 'registered', lease, origin: 'peer', previous: undefined, replaced: undefined, sent: instance };
}

/** That it no longer is. */
export function asCancelled(lease: Lease): RegistryEvent {
  return { type: 'cancelled', lease, origin: 'peer', previous: lease.instance };
}
