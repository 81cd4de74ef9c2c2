import { appsHashCodeOf, instanceIdOf } from '@nest-eureka/protocol';
import type { ActionType, Applications, InstanceInfo } from '@nest-eureka/protocol';
import { sampleInstance } from './sample-instance.js';

/** An instance of ORDERS that is UP, as a registry answers with it; it has no secure address. */
export function knownInstance(changes: Partial<InstanceInfo> = {}): InstanceInfo {
  return sampleInstance({ instanceId: 'o1', secureVipAddress: undefined, ...changes });
}

/** The same in a zone of Amazon. */
export function inZone(zone: string, changes: Partial<InstanceInfo> = {}): InstanceInfo {
  return knownInstance({
    dataCenterInfo: { name: 'Amazon', metadata: new Map([['availability-zone', zone]]) },
    ...changes,
  });
}

/** A whole registry of these instances. */
export function registryOf(instances: readonly InstanceInfo[], versionsDelta = 1): Applications {
  const names = [...new Set(instances.map(({ app }) => app))];
  const applications = names.map((name) => ({ name, instances: instances.filter(({ app }) => app === name) }));
  return { versionsDelta, appsHashCode: appsHashCodeOf({ applications }), applications };
}

export const withAction = (actionType: ActionType, instance: InstanceInfo): InstanceInfo => ({
  ...instance,
  actionType,
});

/** A delta of these changes, with the hash of what they lead to. */
export function deltaOf(changes: readonly InstanceInfo[], appsHashCode: string | undefined): Applications {
  return { ...registryOf(changes, 7), appsHashCode };
}

/** What leads from one set of instances to another, as a server would tell it. */
export function deltaBetween(before: readonly InstanceInfo[], after: readonly InstanceInfo[]): Applications {
  const key = (instance: InstanceInfo): string => `${instance.app}/${instanceIdOf(instance)}`;
  const kept = new Set(after.map(key));
  const known = new Set(before.map(key));
  const changes = [
    ...before.filter((instance) => !kept.has(key(instance))).map((instance) => withAction('DELETED', instance)),
    ...after.map((instance) => withAction(known.has(key(instance)) ? 'MODIFIED' : 'ADDED', instance)),
  ];
  return deltaOf(changes, registryOf(after).appsHashCode);
}
