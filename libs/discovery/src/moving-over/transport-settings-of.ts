import type { TransportSettings } from '@nest-eureka/transport';
import type { ResolvedEurekaConfig } from './resolve-eureka-config.js';

/** What eureka-js-client leaves to its HTTP library; these are Spring's (client.md 4.4). */
const CONNECTION = {
  connectTimeoutMs: 5_000,
  readTimeoutMs: 8_000,
  maxSocketsPerHost: 50,
  maxSockets: 200,
  idleTimeoutMs: 30_000,
  maxAnswerBytes: 104_857_600,
  gzip: true,
  detail: 'full',
  allowRedirects: false,
  sessionMs: 1_200_000,
  quarantineRefreshShare: 0.66,
} as const;

/** Its service URLs end with `apps/`, ours are one step above. */
function aboveApps(url: string): string {
  return url.replace(/\/apps\/*$/, '/').replace(/([^/])$/, '$1/');
}

function urlsOf(written: string | readonly string[] | undefined): readonly string[] {
  return (typeof written === 'string' ? written.split(',') : (written ?? [])).map((url) => aboveApps(url.trim()));
}

/**
 * The zones whose URLs count: those of the region, else `default`. The example of eureka-js-client's README names no region;
 * there all zones count.
 */
function zonesOf({ eureka, instance }: ResolvedEurekaConfig): readonly string[] {
  const { ec2Region, availabilityZones = {}, serviceUrls = {}, preferSameZone } = eureka;
  const ofRegion = ec2Region === undefined ? undefined : availabilityZones[ec2Region];
  const zones = ofRegion ?? ('default' in serviceUrls ? ['default'] : Object.values(availabilityZones).flat());
  const present = zones.filter((zone) => urlsOf(serviceUrls[zone]).length > 0);
  const own = instance.dataCenterInfo?.metadata?.['availability-zone'];
  return preferSameZone && own !== undefined && present.includes(own)
    ? [own, ...present.filter((zone) => zone !== own)]
    : present;
}

/** How registries are reached by a configuration of eureka-js-client. */
export function transportSettingsOf(config: ResolvedEurekaConfig): TransportSettings {
  const { host, port, servicePath, ssl, serviceUrls = {}, ec2Region, useDns, ...eureka } = config.eureka;
  const region = ec2Region ?? 'default';
  const zones = zonesOf(config);
  const single = aboveApps(`${ssl ? 'https' : 'http'}://${host}:${port}${servicePath}`);
  const context = aboveApps(servicePath).replace(/^\/+|\/+$/g, '');
  return {
    ...CONNECTION,
    region,
    serviceUrls:
      zones.length === 0
        ? new Map([['default', [single]]])
        : new Map(zones.map((zone) => [zone, urlsOf(serviceUrls[zone])])),
    availabilityZones: new Map([[region, zones.length === 0 ? ['default'] : zones]]),
    preferSameZone: eureka.preferSameZone,
    dns: useDns ? { domain: host ?? '', port: Number(port), context } : undefined,
    serviceUrlPollIntervalMs: eureka.clusterRefreshInterval,
  };
}
