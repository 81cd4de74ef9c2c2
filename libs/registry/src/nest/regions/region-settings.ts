import type { RegistryConfiguration } from '@nest-eureka/config';
import type { RegionSettings } from '../../replication/regions/create-region-fetcher.js';

/** About 100,000 instances. */
const MAX_ANSWER_BYTES = 104_857_600;

/** Names of the other regions in lower case, as `regions=` is compared (server.md 5.1), each once. */
export function regionNames({ server }: RegistryConfiguration): readonly string[] {
  return [...new Set(Array.from(server.remoteRegionUrlsWithName.keys(), (name) => name.toLowerCase()))];
}

/** How one region is read. */
export function regionSettings({ server, instance }: RegistryConfiguration, region: string): RegionSettings {
  const { remoteRegionTrustStore: trustStore, remoteRegionCopyDir: directory } = server;
  const urls = [...server.remoteRegionUrlsWithName].flatMap(([name, list]) =>
    name.toLowerCase() === region ? list : [],
  );
  return {
    urls,
    intervalMs: server.remoteRegionRegistryFetchInterval * 1000,
    disableDelta: server.disableDeltaForRemoteRegions,
    connections: {
      connectTimeoutMs: server.remoteRegionConnectTimeoutMs,
      readTimeoutMs: server.remoteRegionReadTimeoutMs,
      maxSockets: server.remoteRegionTotalConnections,
      maxSocketsPerHost: server.remoteRegionTotalConnectionsPerHost,
      idleTimeoutMs: server.remoteRegionConnectionIdleTimeoutSeconds * 1000,
      maxAnswerBytes: MAX_ANSWER_BYTES,
      gzip: server.gZipContentFromRemoteRegion,
      detail: 'full',
      allowRedirects: false,
      tls:
        trustStore === undefined
          ? undefined
          : { trustStore, trustStorePassword: server.remoteRegionTrustStorePassword },
    },
    ownAddress: instance.ipAddress,
    copy: directory === undefined ? undefined : { directory, maxAgeMs: server.remoteRegionCopyMaxAgeMs },
  };
}
