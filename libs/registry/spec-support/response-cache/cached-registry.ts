import type { InstanceInfo } from '@nest-eureka/protocol';
import { ManualClock } from '@nest-eureka/time/testing';
import { assembleRegistry } from '../../src/core/assemble.js';
import type { RegistryCore } from '../../src/core/assemble.js';
import { sampleInstance } from '../sample-instance.js';
import { UNGUARDED } from '../sample-registry.js';
import type { ResponseCacheDeps } from '../../src/core/response-cache/create-response-cache.js';
import type { ResponseCache } from '../../src/core/response-cache/response-cache.js';
import { DEFAULT_RESPONSE_CACHE_SETTINGS } from '../../src/core/response-cache/response-cache-settings.js';
import type { ResponseCacheSettings } from '../../src/core/response-cache/response-cache-settings.js';
import { CountingParts } from './counting-parts.js';
import { Turns } from './turns.js';

/** Each look takes a while, so that work in slices comes to the end of its slice. */
export class BusyClock extends ManualClock {
  #looks = 0;

  override monotonic(): number {
    return super.monotonic() + 0.1 * this.#looks++;
  }
}

export interface CachedRegistry<Cache extends ResponseCache = ResponseCache> {
  readonly registry: RegistryCore<{ readonly responseCache: Cache }>;
  readonly cache: Cache;
  readonly clock: ManualClock;
  readonly turns: Turns;
  readonly written: CountingParts;
  readonly register: (app: string, instanceId: string, changes?: Partial<InstanceInfo>) => void;
}

/** A registry with a response cache, on a clock that stands still and with turns of the event loop driven by hand. */
export function cachedRegistry<Cache extends ResponseCache>(
  create: (deps: ResponseCacheDeps) => Cache,
  settings: Partial<ResponseCacheSettings> = {},
  clock: ManualClock = new ManualClock(),
): CachedRegistry<Cache> {
  const turns = new Turns();
  const written = new CountingParts();
  const registry = assembleRegistry(
    UNGUARDED,
    clock,
    () => 0,
    ({ store, changeLog }) => ({
      responseCache: create({
        store,
        changeLog,
        clock,
        ownInstanceId: 'own',
        yieldToOthers: turns.yieldToOthers,
        settings: { ...DEFAULT_RESPONSE_CACHE_SETTINGS, ...settings },
        processTag: 'test',
        documentParts: written.of,
      }),
    }),
  );
  return {
    registry,
    cache: registry.extra.responseCache,
    clock,
    turns,
    written,
    register(app, instanceId, changes = {}) {
      registry.leases.register(app, sampleInstance({ app, instanceId, ...changes }), 'client');
    },
  };
}
