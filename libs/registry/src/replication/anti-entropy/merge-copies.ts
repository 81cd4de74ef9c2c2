import type { InstanceInfo, InstanceStatus } from '@nest-eureka/protocol';
import { compareOverrides } from '../../core/override-record.js';
import type { OverrideRecord } from '../../core/override-record.js';
import { effectiveStatus } from '../../core/status-rules.js';
import { believableStamp } from './believable-stamp.js';
import { contentText } from './instance-content.js';

/** An instance as one node has it, with the last word about its override there. */
export interface Copy {
  readonly instance: InstanceInfo;
  readonly override: OverrideRecord;
}

/**
 * What two nodes that hold different copies of one instance agree on, whichever of them asks: the registration that was
 * stamped later, and the override that was said later. Equal stamps are decided by the text, so that nobody has to know who
 * came first.
 * @param now wall clock, ms; the same for both nodes, or nearly
 */
export function mergeCopies(ours: Copy, theirs: Copy, now: number): Copy {
  const order = compareRegistrations(ours.instance, theirs.instance, now);
  const newer = (order || compareStatuses(ours.instance, theirs.instance)) >= 0 ? ours : theirs;
  const ruling = compareOverrides(ours.override, theirs.override) >= 0 ? ours : theirs;
  const hasOneOverride = compareOverrides(ours.override, theirs.override) === 0;
  const base = hasOneOverride ? newer.instance.status : statusUnder(newer, ruling, order === 0);
  const { override } = ruling;
  return { instance: ruledBy({ ...newer.instance, status: base }, override), override };
}

/** The instance as it is shown under an override, or under none. */
export function ruledBy(instance: InstanceInfo, { status: override }: OverrideRecord): InstanceInfo {
  const status = effectiveStatus({ reported: instance.status, override, existing: undefined, origin: 'peer' });
  return { ...instance, status, overriddenStatus: override ?? 'UNKNOWN' };
}

/** The status without the override that lost: what was only overridden so is what the node shows whose word counts. */
function statusUnder(newer: Copy, ruling: Copy, isSameRegistration: boolean): InstanceStatus {
  const { status } = newer.instance;
  return isSameRegistration || status === newer.override.status ? ruling.instance.status : status;
}

/** Negative where the second is the newer one; statuses and overrides do not count. */
function compareRegistrations(one: InstanceInfo, other: InstanceInfo, now: number): number {
  return (
    believableStamp(one.lastDirtyTimestamp, now) - believableStamp(other.lastDirtyTimestamp, now) ||
    compareTexts(contentText(withoutStatus(one)), contentText(withoutStatus(other)))
  );
}

/** UNKNOWN says nothing, so it loses. */
function compareStatuses(one: InstanceInfo, other: InstanceInfo): number {
  const textOf = ({ status }: InstanceInfo): string => (status === 'UNKNOWN' ? '' : status);
  return compareTexts(textOf(one), textOf(other));
}

function withoutStatus(instance: InstanceInfo): InstanceInfo {
  return { ...instance, status: 'UNKNOWN', overriddenStatus: 'UNKNOWN' };
}

function compareTexts(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
