import { appsHashCodeOf } from './apps-hash-code.js';
import type { Application, Applications } from './model/applications.js';
import { instanceIdOf } from './model/instance-info.js';
import type { InstanceInfo } from './model/instance-info.js';

type Instances = Map<string, InstanceInfo>;

function applyTo(instances: Instances, change: InstanceInfo): void {
  const id = instanceIdOf(change);
  switch (change.actionType) {
    case 'ADDED':
    case 'MODIFIED':
      instances.set(id, change);
      break;
    case 'DELETED':
      instances.delete(id);
      break;
    case undefined:
  }
}

function withInstances(name: string, instances: Instances | undefined): readonly Application[] {
  return instances && instances.size > 0 ? [{ name, instances: [...instances.values()] }] : [];
}

/**
 * The registry after a delta: ADDED and MODIFIED put an instance in by its id, DELETED takes it out and an application
 * without instances with it, without an action nothing happens. Applying a delta again changes nothing (wire.md 6).
 *
 * The result has the delta's version and the hash code of its own content: where that differs from the delta's
 * `appsHashCode`, something was missed and the whole registry must be fetched. Applications that the delta does not name
 * are the same objects as before, in the same places.
 */
export function applyDelta(registry: Applications, delta: Applications): Applications {
  const changed = new Map<string, Instances>();
  const before = new Map(registry.applications.map((application) => [application.name, application]));
  for (const change of delta.applications.flatMap((application) => application.instances)) {
    let instances = changed.get(change.app);
    if (!instances) {
      const present = before.get(change.app)?.instances ?? [];
      instances = new Map(present.map((instance) => [instanceIdOf(instance), instance]));
      changed.set(change.app, instances);
    }
    applyTo(instances, change);
  }
  const kept = registry.applications.flatMap((application) =>
    changed.has(application.name) ? withInstances(application.name, changed.get(application.name)) : [application],
  );
  const added = [...changed].flatMap(([name, instances]) => (before.has(name) ? [] : withInstances(name, instances)));
  const applications = [...kept, ...added];
  return { versionsDelta: delta.versionsDelta, appsHashCode: appsHashCodeOf({ applications }), applications };
}
