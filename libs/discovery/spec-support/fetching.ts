import { instanceIdOf } from '@nest-eureka/protocol';
import { ManualClock } from '@nest-eureka/time/testing';
import type { ClientEvent } from '../src/core/client-event.js';
import { LocalRegistry } from '../src/core/local-registry.js';
import { RegistryFetcher } from '../src/core/registry-fetcher.js';
import type { FetcherDeps } from '../src/core/registry-fetcher.js';
import type { FetcherSettings } from '../src/core/registry-fetcher-settings.js';
import { ScriptedReads } from './scripted-reads.js';

export interface Fetching {
  readonly clock: ManualClock;
  readonly reads: ScriptedReads;
  readonly events: ClientEvent[];
  readonly types: () => readonly string[];
  readonly registry: LocalRegistry;
  readonly fetcher: RegistryFetcher;
  /** Which instances behind `orders` it knows, in order. */
  readonly ids: () => readonly string[];
}

/** A fetcher with Eureka's usual intervals that has not started yet; its back-off waits its shortest time, 80 %. */
export function fetching(
  settings: Partial<FetcherSettings> = {},
  deps: Partial<FetcherDeps> = {},
  clock = new ManualClock(),
): Fetching {
  const reads = new ScriptedReads();
  const events: ClientEvent[] = [];
  const registry = new LocalRegistry(
    { region: 'eu-west-1', remoteRegions: [], availabilityZones: new Map(), filterOnlyUpInstances: true },
    { random: () => 0.5 },
  );
  const fetcher = new RegistryFetcher(
    registry,
    reads,
    {
      intervalMs: 30_000,
      watchedIntervalMs: 300_000,
      backOffBound: 10,
      fetchTimeoutMs: 25_000,
      firstFetchTimeoutMs: 5000,
      firstRetryMs: 1000,
      disableDelta: false,
      remoteRegions: [],
      vipAddresses: [],
      disbelieveEmptyMs: 60_000,
      ...settings,
    },
    { clock, random: () => 0, onEvent: (event) => events.push(event), ...deps },
  );
  const ids = (): readonly string[] => registry.getInstancesByVipAddress('orders').map(instanceIdOf).sort();
  const types = (): readonly string[] => events.map(({ type }) => type);
  return { clock, reads, events, types, registry, fetcher, ids };
}
