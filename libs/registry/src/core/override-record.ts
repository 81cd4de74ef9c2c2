import type { InstanceInfo, InstanceStatus } from '@nest-eureka/protocol';

/** The last word about the override of an instance: the status that was set, or that it was taken away. */
export interface OverrideRecord {
  /** Undefined: taken away. */
  readonly status: InstanceStatus | undefined;
  /** When, by the wall clock of the node that was told, in ms; always later than the word before that this node knew. */
  readonly at: number;
}

/** In the order in which one wins that was said at the same moment: what takes out of service before what puts back. */
const STRENGTHS: readonly (InstanceStatus | undefined)[] = [
  undefined,
  'UNKNOWN',
  'UP',
  'STARTING',
  'DOWN',
  'OUT_OF_SERVICE',
];

/** Positive where the first is the later word; 0 where both are the same. The same on every node. */
export function compareOverrides(one: OverrideRecord, other: OverrideRecord): number {
  return one.at - other.at || STRENGTHS.indexOf(one.status) - STRENGTHS.indexOf(other.status);
}

/** What is known about the override of an instance; of one that nobody remembers, what the instance itself shows. */
export function overrideOf(instance: InstanceInfo, record: OverrideRecord | undefined): OverrideRecord {
  if (record !== undefined) return record;
  const { overriddenStatus } = instance;
  return { status: overriddenStatus === 'UNKNOWN' ? undefined : overriddenStatus, at: 0 };
}
