import { instanceIdOf } from '@nest-eureka/protocol';
import type { Application, Applications } from '@nest-eureka/protocol';

/** The addresses in an option that names one, or several with commas between. */
export function vipAddressesIn(text: string | undefined): readonly string[] {
  const names = (text ?? '').split(',').map((name) => name.trim());
  return [...new Set(names.filter((name) => name !== ''))];
}

/** What registries list under several addresses, as one: an instance that has two of them is there once. */
export function mergedRegistry(registries: readonly Applications[]): Applications {
  const [only] = registries;
  if (only !== undefined && registries.length === 1) return only;
  const byName = new Map<string, Map<string, Application['instances'][number]>>();
  for (const { name, instances } of registries.flatMap(({ applications }) => applications)) {
    const merged = byName.get(name) ?? new Map<string, Application['instances'][number]>();
    byName.set(name, merged);
    for (const instance of instances) merged.set(instanceIdOf(instance), instance);
  }
  const applications = Array.from(byName, ([name, instances]) => ({ name, instances: [...instances.values()] }));
  return { versionsDelta: only?.versionsDelta ?? -1, appsHashCode: undefined, applications };
}
