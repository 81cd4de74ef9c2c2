import { instanceIdOf } from '@nest-eureka/protocol';
import type { Applications, InstanceInfo, InstanceStatus } from '@nest-eureka/protocol';

/** What became of one instance. */
export interface InstanceChange {
  readonly application: string;
  readonly id: string;
  /** Undefined: it was not there. */
  readonly from: InstanceStatus | undefined;
  /** Undefined: it is gone. The same as `from`: something else of it changed. */
  readonly to: InstanceStatus | undefined;
}

/** How a registry differs from what it was, gone instances last. */
export function registryChanges(before: Applications, after: Applications): readonly InstanceChange[] {
  const known = byPlace(before);
  const changes: InstanceChange[] = [];
  for (const [place, instance] of byPlace(after)) {
    const was = known.get(place);
    known.delete(place);
    if (was === undefined || isOther(was, instance)) changes.push(change(instance, was?.status, instance.status));
  }
  for (const gone of known.values()) changes.push(change(gone, gone.status, undefined));
  return changes;
}

function byPlace({ applications }: Applications): Map<string, InstanceInfo> {
  const instances = applications.flatMap((application) => application.instances);
  return new Map(instances.map((instance) => [JSON.stringify([instance.app, instanceIdOf(instance)]), instance]));
}

/** A lease that was renewed is no change; a registration, a status or metadata is. */
function isOther(was: InstanceInfo, is: InstanceInfo): boolean {
  return was.status !== is.status || was.lastUpdatedTimestamp !== is.lastUpdatedTimestamp;
}

function change(instance: InstanceInfo, from: InstanceChange['from'], to: InstanceChange['to']): InstanceChange {
  return { application: instance.app, id: instanceIdOf(instance), from, to };
}
