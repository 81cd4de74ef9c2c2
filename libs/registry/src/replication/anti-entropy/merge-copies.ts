import type { InstanceInfo, InstanceStatus } from '@nest-eureka/protocol';
import { effectiveStatus } from '../../core/status-rules.js';
import { contentText } from './instance-content.js';

/** A stamp further ahead than this is the mistake of a client's clock, and counts as the oldest. */
const FUTURE_MS = 3_600_000;

/** In the order in which one wins over another: whatever takes an instance out of service before what puts it back. */
const OVERRIDES: readonly InstanceStatus[] = ['UNKNOWN', 'UP', 'STARTING', 'DOWN', 'OUT_OF_SERVICE'];

/**
 * What two nodes that hold different copies of one instance agree on, whichever of them asks: the registration that was
 * stamped later, and an override where one of them has one. Equal stamps are decided by the text, so that nobody has to
 * know who came first.
 * @param now wall clock, ms
 */
export function mergeCopies(ours: InstanceInfo, theirs: InstanceInfo, now: number): InstanceInfo {
  const registration = compareRegistrations(ours, theirs, now) >= 0 ? ours : theirs;
  const overriddenStatus = strongerOverride(ours.overriddenStatus, theirs.overriddenStatus);
  const override = overriddenStatus === 'UNKNOWN' ? undefined : overriddenStatus;
  const status = effectiveStatus({ reported: registration.status, override, existing: undefined, origin: 'peer' });
  return { ...registration, overriddenStatus, status };
}

/** Negative where the second is the newer one. */
export function compareRegistrations(one: InstanceInfo, other: InstanceInfo, now: number): number {
  return (
    stampOf(one, now) - stampOf(other, now) ||
    compareTexts(contentText(withoutStatus(one)), contentText(withoutStatus(other))) ||
    compareTexts(statusText(one), statusText(other))
  );
}

function stampOf({ lastDirtyTimestamp = 0 }: InstanceInfo, now: number): number {
  return lastDirtyTimestamp > now + FUTURE_MS ? 0 : lastDirtyTimestamp;
}

function strongerOverride(one: InstanceStatus, other: InstanceStatus): InstanceStatus {
  return OVERRIDES.indexOf(one) >= OVERRIDES.indexOf(other) ? one : other;
}

/** UNKNOWN says nothing, so it loses. */
function statusText({ status }: InstanceInfo): string {
  return status === 'UNKNOWN' ? '' : status;
}

function withoutStatus(instance: InstanceInfo): InstanceInfo {
  return { ...instance, status: 'UNKNOWN', overriddenStatus: 'UNKNOWN' };
}

function compareTexts(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
