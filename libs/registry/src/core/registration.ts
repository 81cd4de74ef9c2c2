import { instanceIdOf } from '@nest-eureka/protocol';
import type { InstanceInfo, InstanceStatus } from '@nest-eureka/protocol';
import type { Clock } from '@nest-eureka/time';
import { Lease } from './lease.js';
import type { LeaseExpiry } from './lease.js';
import type { Origin } from './origin.js';
import { shareParts } from './shared-parts.js';
import type { StatusOverrides } from './status-overrides.js';
import { effectiveStatus } from './status-rules.js';

export interface RegistrationContext {
  readonly overrides: StatusOverrides;
  readonly clock: Clock;
  readonly leaseExpiry: LeaseExpiry;
}

export interface Registration {
  readonly lease: Lease;
  /** See `RegistryEvent`: what peers are to be told. */
  readonly sent: InstanceInfo;
}

/**
 * Makes the lease of a registration (server.md 2.2 steps 3 to 11). An older copy than the existing one does not replace the
 * instance, yet it starts a new lease, with the duration that came with it.
 * @param relative see `shareParts`
 */
export function newRegistration(
  incoming: InstanceInfo,
  existing: Lease | undefined,
  relative: InstanceInfo | undefined,
  origin: Origin,
  { overrides, clock, leaseExpiry }: RegistrationContext,
): Registration {
  const isOlder = existing !== undefined && dirtyAt(existing.instance) > dirtyAt(incoming);
  const registrant = isOlder ? existing.instance : incoming;
  const id = instanceIdOf(registrant);
  if (registrant.overriddenStatus !== 'UNKNOWN' && overrides.peek(id) === undefined) {
    overrides.set(id, registrant.overriddenStatus);
  }
  const override = overrides.get(id);
  const instance = shareParts(registrant, relative, {
    overriddenStatus: override ?? registrant.overriddenStatus,
    status: effectiveStatus({ reported: registrant.status, override, existing: existing?.status, origin }),
    actionType: 'ADDED',
    lastUpdatedTimestamp: clock.now(),
    lastDirtyTimestamp: registrant.lastDirtyTimestamp,
  });
  // 0 stands for "none named": the existing instance's duration must not slip in
  const lease = new Lease(instance, clock, leaseExpiry, incoming.leaseInfo?.durationInSecs ?? 0);
  lease.reported = reportedBy(registrant, isOlder, existing, origin);
  if (existing !== undefined) lease.serviceUpAt = existing.serviceUpAt;
  if (instance.status === 'UP') lease.markServiceUp(clock);
  return { lease, sent: isOlder ? incoming : instance };
}

/** A peer sends the status with the override in it, which is not what the instance said. */
function reportedBy(
  registrant: InstanceInfo,
  isOlder: boolean,
  existing: Lease | undefined,
  origin: Origin,
): InstanceStatus | undefined {
  if (isOlder) return existing?.reported;
  const isOwnWord = origin === 'client' || registrant.status !== registrant.overriddenStatus;
  return isOwnWord ? registrant.status : existing?.reported;
}

function dirtyAt(instance: InstanceInfo): number {
  return instance.lastDirtyTimestamp ?? 0;
}
