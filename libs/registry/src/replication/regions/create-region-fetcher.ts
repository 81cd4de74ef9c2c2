import { join } from 'node:path';
import { HEADERS } from '@nest-eureka/protocol';
import type { TimerClock } from '@nest-eureka/time';
import { RegistryCopy, createRegistryCalls, diskFiles } from '@nest-eureka/transport';
import type { ConnectionSettings } from '@nest-eureka/transport';
import type { RegionRegistry } from '../../core/regions/region-registry.js';
import { RegionFetcher } from './region-fetcher.js';
import type { RegionFetcherSettings } from './region-fetcher.js';
import type { RegionNews } from './region-report.js';

export interface RegionSettings extends RegionFetcherSettings {
  readonly connections: ConnectionSettings;
  /** Told to Netflix's rate limiter (server.md 1.7). */
  readonly ownAddress: string;
  readonly copy: { readonly directory: string; readonly maxAgeMs: number } | undefined;
}

export interface CreateRegionFetcherDeps {
  readonly clock: TimerClock;
  /** Numbers in [0, 1). */
  readonly random: () => number;
  readonly onNews: (news: RegionNews) => void;
  /** Takes what somebody should know; never credentials. */
  readonly onWarning: (message: string) => void;
}

/** A region without zones: any of its registries is as good as another. */
const ZONE = 'defaultZone';
const SESSION_MS = 20 * 60_000;
const QUARANTINE_REFRESH_SHARE = 0.66;

/** Reads a region over HTTP, from whichever of its registries answers. */
export function createRegionFetcher(
  registry: RegionRegistry,
  settings: RegionSettings,
  { clock, random, onNews, onWarning }: CreateRegionFetcherDeps,
): RegionFetcher {
  const { connections, urls, ownAddress, copy: place } = settings;
  const headers = {
    [HEADERS.identityName]: 'DefaultServer',
    [HEADERS.identityVersion]: '1.0',
    [HEADERS.identityId]: ownAddress,
    // a node of ours then leaves out what it has from other regions, this one among them
    [HEADERS.ownRegion]: 'true',
  };
  const calls = createRegistryCalls(
    {
      ...connections,
      headers,
      serviceUrls: new Map([[ZONE, urls]]),
      region: registry.name,
      availabilityZones: new Map([[registry.name, [ZONE]]]),
      preferSameZone: true,
      serviceUrlPollIntervalMs: SESSION_MS,
      sessionMs: SESSION_MS,
      quarantineRefreshShare: QUARANTINE_REFRESH_SHARE,
    },
    { clock, random, onWarning },
  );
  const copy =
    place &&
    new RegistryCopy(
      { file: join(place.directory, copyName(registry.name)), serviceUrl: urls.join(','), maxAgeMs: place.maxAgeMs },
      { files: diskFiles, clock, onWarning },
    );
  return new RegionFetcher(settings, { registry, calls, clock, random, copy, onNews });
}

/** A name of a region may hold what no file name may. */
function copyName(region: string): string {
  return `region-${encodeURIComponent(region)}.jsonl`;
}
