import { Subject } from 'rxjs';
import { instanceIdOf } from '@nest-eureka/protocol';
import type { DiscoveryConfiguration } from '@nest-eureka/config';
import type { TimerClock } from '@nest-eureka/time';
import type { RegistryCalls } from '@nest-eureka/transport';
import type { ClientEvent } from '../core/client-event.js';
import { LocalRegistry } from '../core/local-registry.js';
import { RegistryFetcher } from '../core/registry-fetcher.js';
import type { ApplicationInfoManager } from './application-info-manager.js';
import { createChangeStream } from './create-change-stream.js';
import { discoveryClients } from './discovery-clients.js';
import type { DiscoveryCore } from './discovery-core.js';
import type { DiscoveryLog } from './discovery-log.js';
import { fetcherSettings } from './fetcher-settings.js';
import { lastGoodCopy } from './last-good-copy.js';

export interface DiscoveryCoreDeps {
  readonly calls: RegistryCalls;
  readonly clock: TimerClock;
  readonly random: () => number;
  readonly log: DiscoveryLog;
  /** Knows the instances of this very application. */
  readonly manager: ApplicationInfoManager;
}

/** Puts the client together, as far as it does not depend on what the application registers. Nothing is sent yet. */
export function createDiscoveryCore(
  configuration: DiscoveryConfiguration,
  { calls, clock, random, log, manager }: DiscoveryCoreDeps,
): DiscoveryCore {
  const { client } = configuration;
  const events = new Subject<ClientEvent>();
  const onWarning = (message: string): void => log.warn(message);
  const registry = new LocalRegistry(
    {
      filterOnlyUpInstances: client.filterOnlyUpInstances,
      region: client.region,
      remoteRegions: client.fetchRemoteRegionsRegistry,
      availabilityZones: client.availabilityZones,
    },
    { random },
  );
  const onEvent = (event: ClientEvent): void => {
    log.event('the registry', event);
    events.next(event);
    if (event.type === 'registry-fetched') stream?.fetched();
  };
  const fetcher = new RegistryFetcher(registry, calls, fetcherSettings(configuration), {
    clock,
    random,
    onEvent,
    ownInstances: () => manager.infos.map((info) => ({ app: info.app, instanceId: instanceIdOf(info) })),
    copy: lastGoodCopy(configuration, clock, onWarning),
  });
  const stream = createChangeStream(configuration, calls, fetcher, { clock, random, onEvent });
  const discovery = discoveryClients(configuration, registry);
  return { configuration, clock, random, log, calls, registry, fetcher, stream, events, discovery };
}
