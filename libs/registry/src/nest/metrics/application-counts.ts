import type { InstanceStatus } from '@nest-eureka/protocol';
import type { LeaseStore } from '../../core/lease-store.js';

/** How many instances of an application have a status. */
export interface ApplicationCount {
  readonly application: string;
  readonly status: InstanceStatus;
  readonly instances: number;
}

/** What the applications are called that are summed up; no application's name is in lower case. */
export const OTHER_APPLICATIONS = '_other';

/** The largest applications by name and the rest in one, so that names made up by clients cost no more series than that. */
export function applicationCounts(
  store: Pick<LeaseStore, 'applications'>,
  mostNamed: number,
): readonly ApplicationCount[] {
  const bySize = [...store.applications()].sort(([, one], [, other]) => other.size - one.size);
  const counts = new Map<string, Map<InstanceStatus, number>>();
  for (const [place, [name, leases]] of bySize.entries()) {
    const label = place < mostNamed ? name : OTHER_APPLICATIONS;
    let statuses = counts.get(label);
    if (statuses === undefined) counts.set(label, (statuses = new Map()));
    for (const { status } of leases.values()) statuses.set(status, (statuses.get(status) ?? 0) + 1);
  }
  return Array.from(counts, ([application, statuses]) =>
    Array.from(statuses, ([status, instances]) => ({ application, status, instances })),
  ).flat();
}
