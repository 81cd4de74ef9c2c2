import type { RegistryRegionOptions } from '../registry-region-options.js';
import { ByMode, mapOfLists, optional, single, unusedBy } from './option.js';
import type { Option } from './option.js';
import { booleanType, integerType, literalType, MOST_INT, serviceUrlType, textType } from './value-type.js';

const duration = integerType(1, MOST_INT);
const seconds = integerType(1, Math.trunc(MOST_INT / 1000));
const size = integerType(1, MOST_INT);

/** The used keys of `eureka.server.*` about other regions (server.md 5, 7); their types are held equal to RegistryRegionOptions. */
export const regionOptions: { readonly [K in keyof RegistryRegionOptions]: Option<RegistryRegionOptions[K]> } = {
  remoteRegionUrlsWithName: mapOfLists(
    serviceUrlType,
    new Map(),
    'Other regions by name, each with the service URLs of its registries.',
    { netflix: 'remoteRegionUrlsWithName' },
  ),
  remoteRegionAppWhitelist: mapOfLists(
    textType,
    new Map(),
    'Applications that are shown of a region, or of each one without a list of its own (global).',
  ),
  disableTransparentFallbackToOtherRegion: single(
    booleanType,
    false,
    'Shows other regions only to those who name them.',
    { netflix: 'remoteRegion.disable.transparent.fallback' },
  ),
  disableDeltaForRemoteRegions: single(booleanType, false, 'Reads other regions in full each time.', {
    netflix: 'disableDeltaForRemoteRegions',
  }),
  remoteRegionRegistryFetchInterval: single(seconds, 30, 'Pause between two readings of a region.', {
    unit: 's',
    netflix: 'remoteRegion.registryFetchIntervalInSeconds',
  }),
  remoteRegionConnectTimeoutMs: single(duration, 1_000, 'Connect timeout towards other regions.', {
    unit: 'ms',
    netflix: 'remoteRegionConnectTimeoutMs',
  }),
  remoteRegionReadTimeoutMs: single(duration, new ByMode(5_000, 1_000), 'Read timeout towards other regions.', {
    unit: 'ms',
    netflix: 'remoteRegionReadTimeoutMs',
  }),
  remoteRegionTotalConnections: single(size, 1_000, 'Most connections to the registries of one region.', {
    netflix: 'remoteRegionTotalConnections',
  }),
  remoteRegionTotalConnectionsPerHost: single(size, 500, 'Most connections to one registry of another region.', {
    netflix: 'remoteRegionTotalConnectionsPerHost',
  }),
  remoteRegionConnectionIdleTimeoutSeconds: single(
    seconds,
    30,
    'How long an idle connection to another region is kept.',
    { unit: 's', netflix: 'remoteRegionConnectionIdleTimeoutSeconds' },
  ),
  gZipContentFromRemoteRegion: single(booleanType, true, 'Asks other regions for compressed answers.', {
    netflix: 'remoteRegion.gzipContent',
  }),
  remoteRegionTrustStore: optional(
    textType,
    'A PKCS12 or PEM file with the authorities that are trusted towards other regions.',
    { defaultText: 'those that Node trusts', netflix: 'remoteRegion.trustStoreFileName' },
  ),
  remoteRegionTrustStorePassword: single(literalType, 'changeit', 'Password of that file.', {
    defaultText: "Java's own",
    netflix: 'remoteRegion.trustStorePassword',
    isSecret: true,
  }),
  remoteRegionCopyDir: optional(
    textType,
    'A folder for the last good copy of each region; nothing is written without it.',
  ),
  remoteRegionCopyMaxAgeMs: single(duration, 86_400_000, 'An older copy of a region is not used.', { unit: 'ms' }),
};

/** Keys of `eureka.server.*` about other regions that have no effect. */
export const knownRegionOptions = {
  ...unusedBy('registry', 'regions are read side by side without threads', {
    remoteRegionFetchThreadPoolSize: single(integerType(0, MOST_INT), 20, 'Threads that read regions.', {
      netflix: 'remoteRegion.fetchThreadPoolSize',
    }),
  }),
  ...unusedBy('registry', 'it has no effect in the Java server either; set remote-region-urls-with-name', {
    remoteRegionUrls: optional(textType, 'URLs of other regions.', { netflix: 'remoteRegionUrls' }),
  }),
};
