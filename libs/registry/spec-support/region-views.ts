import { decodeApplications, instanceIdOf } from '@nest-eureka/protocol';
import type { Applications, InstanceInfo } from '@nest-eureka/protocol';
import { appWhitelist } from '../src/core/regions/app-whitelist.js';
import { RegionRegistry } from '../src/core/regions/region-registry.js';
import { RegionViews } from '../src/core/regions/region-views.js';
import { createResponseCache } from '../src/core/response-cache/create-response-cache.js';
import type { View } from '../src/core/response-cache/view.js';
import { cachedRegistry } from './response-cache/cached-registry.js';
import type { CachedRegistry } from './response-cache/cached-registry.js';
import { JSON_FULL, textOf } from './response-cache/payload-text.js';
import { sampleInstance } from './sample-instance.js';

export interface RegionViewsChoice {
  readonly isTransparent?: boolean;
  readonly whitelist?: Readonly<Record<string, readonly string[]>>;
}

/** A registry with two other regions, `east` and `west`. */
export interface RegionedRegistry extends CachedRegistry<RegionViews> {
  readonly east: RegionRegistry;
  readonly west: RegionRegistry;
  /** The document as a client reads it; undefined where there is none. */
  readonly read: (view: View) => Promise<Applications | undefined>;
  /** `APP/id` of all instances, in order. */
  readonly list: (view: View) => Promise<readonly string[] | undefined>;
}

export function regionedRegistry({ isTransparent = true, whitelist = {} }: RegionViewsChoice = {}): RegionedRegistry {
  const made: RegionRegistry[] = [];
  const cached = cachedRegistry((deps) => {
    const regions = ['east', 'west'].map((name) => new RegionRegistry(name, deps.clock));
    made.push(...regions);
    return new RegionViews({
      local: { store: deps.store, changeLog: deps.changeLog },
      localCache: createResponseCache(deps),
      regions,
      isShown: appWhitelist(new Map(Object.entries(whitelist))),
      isTransparent,
      clock: deps.clock,
      createCache: (store, changeLog) => createResponseCache({ ...deps, store, changeLog }),
    });
  });
  const [east, west] = made;
  if (east === undefined || west === undefined) throw new Error('no regions were made');
  const read = async (view: View): Promise<Applications | undefined> => {
    const text = textOf(await cached.cache.get(view, JSON_FULL));
    if (text === undefined) return undefined;
    const whole = text.startsWith('{"applications"') ? text : `{"applications":${text}}`;
    const decoded = decodeApplications(whole, 'json');
    if (!decoded.ok) throw new Error(decoded.fault.message);
    return decoded.value;
  };
  return {
    ...cached,
    east,
    west,
    read,
    list: async (view) => (await read(view))?.applications.flatMap(({ instances }) => instances.map(nameOf)),
  };
}

export function nameOf(instance: InstanceInfo): string {
  return `${instance.app}/${instanceIdOf(instance)}`;
}

/** As a region lists it; each time it was changed it has another `lastUpdatedTimestamp`. */
export function regionInstance(app: string, instanceId: string, changes: Partial<InstanceInfo> = {}): InstanceInfo {
  return sampleInstance({ app, instanceId, lastUpdatedTimestamp: 1000, ...changes });
}

/** A whole registry, or a delta where the instances have actions. */
export function applicationsOf(instances: readonly InstanceInfo[], appsHashCode?: string): Applications {
  const names = [...new Set(instances.map(({ app }) => app))];
  const applications = names.map((name) => ({ name, instances: instances.filter(({ app }) => app === name) }));
  return { versionsDelta: 1, appsHashCode, applications };
}

/** Takes all steps at once. */
export function finish<T>(steps: Iterator<void, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
