import type { RegistryConfiguration } from '@nest-eureka/config';
import { instanceIdOf } from '@nest-eureka/protocol';
import type { InstanceInfo } from '@nest-eureka/protocol';
import type { Clock } from '@nest-eureka/time';
import { assembleRegistry } from '../core/assemble.js';
import type { RegistryCore } from '../core/assemble.js';
import type { RegistryEvent, RegistryListener } from '../core/registry-event.js';
import { createReadOnlyResponseCache, createResponseCache } from '../core/response-cache/create-response-cache.js';
import type { ReadOnlyResponseCache, ResponseCache } from '../core/response-cache/response-cache.js';
import { registrySettings, responseCacheSettings } from './registry-settings.js';

/** The listeners that a server adds to the core. */
export interface ServerListeners {
  readonly responseCache: ResponseCache | ReadOnlyResponseCache;
  /** Whoever the host application adds. */
  readonly watch: Observers;
}

export type ServerCore = RegistryCore<ServerListeners>;

/** Listeners that come and go while the registry runs. */
export class Observers implements RegistryListener {
  readonly #observers = new Set<(event: RegistryEvent) => void>();

  constructor(private readonly onError: (error: unknown) => void) {}

  /** Adds an observer; the answer takes it away. What it throws is reported and disturbs nobody. */
  add(observer: (event: RegistryEvent) => void): () => void {
    this.#observers.add(observer);
    return () => this.#observers.delete(observer);
  }

  on(event: RegistryEvent): void {
    for (const observer of this.#observers) {
      try {
        observer(event);
      } catch (error) {
        this.onError(error);
      }
    }
  }
}

/** Builds the core of a server from its configuration. */
export function createServerCore(
  configuration: RegistryConfiguration,
  own: InstanceInfo,
  clock: Clock,
  onError: (error: unknown) => void,
): ServerCore {
  const ownInstanceId = instanceIdOf(own);
  const createCache = configuration.server.useReadOnlyResponseCache ? createReadOnlyResponseCache : createResponseCache;
  return assembleRegistry<ServerListeners>(
    registrySettings(configuration, ownInstanceId),
    clock,
    Math.random,
    ({ store, changeLog }) => ({
      responseCache: createCache({
        store,
        changeLog,
        ownInstanceId,
        clock,
        yieldToOthers: () => new Promise((resolve) => void setImmediate(resolve)),
        settings: responseCacheSettings(configuration),
      }),
      watch: new Observers(onError),
    }),
  );
}
