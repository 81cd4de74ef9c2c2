import { randomBytes } from 'node:crypto';
import type { RegistryConfiguration } from '@nest-eureka/config';
import type { TimerClock } from '@nest-eureka/time';
import { Administration } from '../core/administration/administration.js';
import { Enforcement } from '../core/administration/enforcement.js';
import { Measures } from '../core/administration/measures.js';
import { assembleRegistry } from '../core/assemble.js';
import type { RegistryCore } from '../core/assemble.js';
import { Attribution } from '../core/attribution.js';
import { RegistryHistory } from '../core/history/registry-history.js';
import { Journal } from '../core/journal/journal.js';
import { LastHeard } from '../core/last-heard.js';
import { createReadOnlyResponseCache, createResponseCache } from '../core/response-cache/create-response-cache.js';
import { appWhitelist } from '../core/regions/app-whitelist.js';
import type { CreateCache } from '../core/regions/merged-view.js';
import { RegionRegistry } from '../core/regions/region-registry.js';
import { ReadOnlyRegionViews, RegionViews } from '../core/regions/region-views.js';
import { Regions } from '../core/regions/regions.js';
import type { ReadOnlyResponseCache, ResponseCache } from '../core/response-cache/response-cache.js';
import { Tombstones } from '../replication/anti-entropy/tombstones.js';
import { Departures } from '../replication/snapshot/departures.js';
import { Replicator } from '../replication/replicator.js';
import type { Watch } from '../watch/watch.js';
import { Observers } from './observers.js';
import { regionNames } from './regions/region-settings.js';
import { mayHavePeers, messageLives } from './replication/replication-settings.js';
import { registrySettings, responseCacheSettings } from './registry-settings.js';
import { createWatch } from './watch/create-watch.js';

/** The listeners that a server adds to the core. */
export interface ServerListeners {
  readonly responseCache: ResponseCache | ReadOnlyResponseCache;
  readonly replicator: Replicator;
  /** Undefined without peers. */
  readonly tombstones: Tombstones | undefined;
  readonly watch: Watch;
  /** Undefined without a snapshot. */
  readonly departures: Departures | undefined;
  /** Whoever the host application adds. */
  readonly observers: Observers;
  readonly lastHeard: LastHeard;
  readonly journal: Journal;
  readonly enforcement: Enforcement;
}

export interface ServerCore extends RegistryCore<ServerListeners> {
  /** The id under which this server would register with itself. */
  readonly ownInstanceId: string;
  readonly regions: Regions;
  readonly attribution: Attribution;
  /** What operators have decided. */
  readonly measures: Measures;
  readonly administration: Administration;
  readonly history: RegistryHistory;
}

/**
 * Builds the core of a server from its configuration.
 * @param node this incarnation of the node
 */
export function createServerCore(
  configuration: RegistryConfiguration,
  clock: TimerClock,
  onError: (error: unknown) => void,
  node: string,
): ServerCore {
  const ownInstanceId = configuration.instance.instanceId;
  const { server } = configuration;
  const regions = new Regions(regionNames(configuration).map((name) => new RegionRegistry(name, clock)));
  const createCache: CreateCache = (store, changeLog) =>
    (server.useReadOnlyResponseCache ? createReadOnlyResponseCache : createResponseCache)({
      store,
      changeLog,
      ownInstanceId,
      clock,
      yieldToOthers: () => new Promise((resolve) => void setImmediate(resolve)),
      settings: responseCacheSettings(configuration),
      processTag: randomBytes(6).toString('base64url'),
    });
  const cacheOf: CreateCache = (store, changeLog) => {
    const localCache = createCache(store, changeLog);
    if (regions.registries.length === 0) return localCache;
    return new (server.useReadOnlyResponseCache ? ReadOnlyRegionViews : RegionViews)({
      local: { store, changeLog },
      localCache,
      regions: regions.registries,
      isShown: appWhitelist(server.remoteRegionAppWhitelist),
      isTransparent: !server.disableTransparentFallbackToOtherRegion,
      clock,
      createCache,
    });
  };
  const attribution = new Attribution();
  const measures = new Measures(clock);
  const core: RegistryCore<ServerListeners> = assembleRegistry<ServerListeners>(
    registrySettings(configuration, ownInstanceId),
    clock,
    Math.random,
    ({ store, changeLog, overrides }) => ({
      responseCache: cacheOf(store, changeLog),
      replicator: new Replicator(clock, messageLives(configuration), (id) => overrides.record(id)),
      tombstones: mayHavePeers(configuration) ? new Tombstones(clock) : undefined,
      departures: configuration.snapshot.path === undefined ? undefined : new Departures(clock),
      watch: createWatch(configuration, { store, changeLog, clock, node, onError }, () => core.extra.responseCache),
      observers: new Observers(ownInstanceId, onError),
      lastHeard: new LastHeard(attribution),
      journal: new Journal(clock, attribution, changeLog, server.journalCapacity),
      enforcement: new Enforcement(measures, () => core.leases),
    }),
    () => regions.areReady(),
  );
  const administration = new Administration({
    store: core.store,
    overrides: core.overrides,
    leases: core.leases,
    measures,
    clock,
    bulkLimit: server.adminBulkLimit,
  });
  const history = new RegistryHistory(core, clock);
  return { ...core, ownInstanceId, regions, attribution, measures, administration, history };
}
