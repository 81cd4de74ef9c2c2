import { randomBytes } from 'node:crypto';
import type { RegistryConfiguration } from '@nest-eureka/config';
import type { TimerClock } from '@nest-eureka/time';
import { assembleRegistry } from '../core/assemble.js';
import type { RegistryCore } from '../core/assemble.js';
import { createReadOnlyResponseCache, createResponseCache } from '../core/response-cache/create-response-cache.js';
import type { ReadOnlyResponseCache, ResponseCache } from '../core/response-cache/response-cache.js';
import { Tombstones } from '../replication/anti-entropy/tombstones.js';
import { Replicator } from '../replication/replicator.js';
import { Observers } from './observers.js';
import { mayHavePeers, messageLives } from './replication/replication-settings.js';
import { registrySettings, responseCacheSettings } from './registry-settings.js';

/** The listeners that a server adds to the core. */
export interface ServerListeners {
  readonly responseCache: ResponseCache | ReadOnlyResponseCache;
  readonly replicator: Replicator;
  /** Undefined without peers. */
  readonly tombstones: Tombstones | undefined;
  /** Whoever the host application adds. */
  readonly watch: Observers;
}

export interface ServerCore extends RegistryCore<ServerListeners> {
  /** The id under which this server would register with itself. */
  readonly ownInstanceId: string;
}

/** Builds the core of a server from its configuration. */
export function createServerCore(
  configuration: RegistryConfiguration,
  clock: TimerClock,
  onError: (error: unknown) => void,
): ServerCore {
  const ownInstanceId = configuration.instance.instanceId;
  const createCache = configuration.server.useReadOnlyResponseCache ? createReadOnlyResponseCache : createResponseCache;
  const core = assembleRegistry<ServerListeners>(
    registrySettings(configuration, ownInstanceId),
    clock,
    Math.random,
    ({ store, changeLog, overrides }) => ({
      responseCache: createCache({
        store,
        changeLog,
        ownInstanceId,
        clock,
        yieldToOthers: () => new Promise((resolve) => void setImmediate(resolve)),
        settings: responseCacheSettings(configuration),
        processTag: randomBytes(6).toString('base64url'),
      }),
      replicator: new Replicator(clock, messageLives(configuration), (id) => overrides.peek(id)),
      tombstones: mayHavePeers(configuration) ? new Tombstones(clock) : undefined,
      watch: new Observers(ownInstanceId, onError),
    }),
  );
  return { ...core, ownInstanceId };
}
