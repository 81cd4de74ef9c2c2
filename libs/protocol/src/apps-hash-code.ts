import type { Applications } from './model/applications.js';
import { INSTANCE_STATUSES } from './model/instance-info.js';
import type { InstanceStatus } from './model/instance-info.js';

/** How many instances have each status; a status without instances may be absent or 0. */
export type StatusCounts = ReadonlyMap<InstanceStatus, number>;

/**
 * The text by which a client checks its copy of the registry: `STATUS_COUNT_` for each status that occurs, in ascending
 * order of names; '' for an empty registry. It says nothing about which instances there are (wire.md 6).
 */
export function appsHashCode(counts: StatusCounts): string {
  let hash = '';
  for (const status of INSTANCE_STATUSES) {
    const count = counts.get(status) ?? 0;
    if (count > 0) hash += `${status}_${count}_`;
  }
  return hash;
}

/** The hash code of what a document really holds, whatever `appsHashCode` it names. */
export function appsHashCodeOf({ applications }: Pick<Applications, 'applications'>): string {
  const counts = new Map<InstanceStatus, number>();
  for (const { instances } of applications) {
    for (const { status } of instances) counts.set(status, (counts.get(status) ?? 0) + 1);
  }
  return appsHashCode(counts);
}
