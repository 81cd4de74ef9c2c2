import type { DiscoveryConfiguration } from '@nest-eureka/config';
import type { TransportSettings } from '@nest-eureka/transport';

/** How registries are called, from the configuration. */
export function transportSettings({ client }: DiscoveryConfiguration): TransportSettings {
  return {
    serviceUrls: client.serviceUrl,
    region: client.region,
    availabilityZones: client.availabilityZones,
    preferSameZone: client.preferSameZoneEureka,
    dns: client.dns,
    serviceUrlPollIntervalMs: client.eurekaServiceUrlPollIntervalSeconds * 1000,
    connectTimeoutMs: client.connectTimeoutMs,
    readTimeoutMs: client.readTimeoutMs,
    maxSocketsPerHost: client.eurekaServerTotalConnectionsPerHost,
    maxSockets: client.eurekaServerTotalConnections,
    idleTimeoutMs: client.eurekaConnectionIdleTimeoutSeconds * 1000,
    maxAnswerBytes: client.maxAnswerBytes,
    gzip: client.gZipContent,
    detail: client.clientDataAccept,
    allowRedirects: client.allowRedirects,
    sessionMs: client.sessionMs,
    quarantineRefreshShare: client.quarantineRefreshShare,
    bearerToken: client.bearerToken,
    proxy: client.proxy,
    tls: client.tls,
  };
}
