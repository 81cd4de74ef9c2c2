import { appsHashCodeOf } from '@nest-eureka/protocol';
import type { Applications, InstanceInfo } from '@nest-eureka/protocol';

/** A whole registry of these instances, as a registry answers with it. */
export function sampleRegistry(instances: readonly InstanceInfo[]): Applications {
  const names = [...new Set(instances.map(({ app }) => app))];
  const applications = names.map((name) => ({ name, instances: instances.filter(({ app }) => app === name) }));
  return { versionsDelta: 1, appsHashCode: appsHashCodeOf({ applications }), applications };
}
