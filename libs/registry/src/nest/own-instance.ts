import type { RegistryConfiguration } from '@nest-eureka/config';
import { newInstance, newLease } from '@nest-eureka/protocol';
import type { InstanceInfo } from '@nest-eureka/protocol';
import type { Clock } from '@nest-eureka/time';
import type { ListeningAddress } from './listening-address.js';

/**
 * This server as an instance: shown in `/status` and on the page, and registered when it registers itself. Its id is that of
 * the configuration and stays; port and URLs follow the server once it listens, unless they are configured.
 */
export class OwnInstance {
  #address: ListeningAddress | undefined;
  #instance: InstanceInfo | undefined;

  constructor(
    private readonly configuration: RegistryConfiguration,
    private readonly addressNow: () => ListeningAddress,
    private readonly clock: Clock,
  ) {}

  /** The same value until the address changes; another one then, dirty from that moment. */
  current(): InstanceInfo {
    const address = this.address();
    const isKnown = address.port === this.#address?.port && address.scheme === this.#address.scheme;
    if (isKnown && this.#instance !== undefined) return this.#instance;
    this.#address = address;
    this.#instance = instanceAt(address, this.configuration, this.clock.now());
    return this.#instance;
  }

  address(): ListeningAddress {
    return this.addressNow();
  }
}

function instanceAt(address: ListeningAddress, configuration: RegistryConfiguration, now: number): InstanceInfo {
  const { instance } = configuration;
  const isSecure = address.scheme === 'https';
  // where no port of the instance's own is configured, the configuration has server.port in its place
  const portOf = (configured: number): number => (configured === configuration.port ? address.port : configured);
  const port = portOf(instance.nonSecurePort);
  const securePort = isSecure && !instance.securePortEnabled ? address.port : portOf(instance.securePort);
  const base = `${address.scheme}://${instance.hostname}:${isSecure ? securePort : port}`;
  return newInstance({
    instanceId: instance.instanceId,
    hostName: instance.hostname,
    app: instance.appname.toUpperCase(),
    ipAddr: instance.ipAddress,
    port: { number: port, enabled: !isSecure && instance.nonSecurePortEnabled },
    securePort: { number: securePort, enabled: isSecure || instance.securePortEnabled },
    leaseInfo: newLease(instance.leaseRenewalIntervalInSeconds, instance.leaseExpirationDurationInSeconds),
    metadata: new Map([['management.port', String(address.port)], ...instance.metadataMap]),
    appGroupName: instance.appGroupName?.toUpperCase(),
    homePageUrl: instance.homePageUrl ?? `${base}${instance.homePageUrlPath}`,
    statusPageUrl: instance.statusPageUrl ?? `${base}${instance.statusPageUrlPath}`,
    healthCheckUrl: instance.healthCheckUrl ?? `${base}${instance.healthCheckUrlPath}`,
    secureHealthCheckUrl: instance.secureHealthCheckUrl,
    vipAddress: instance.virtualHostName,
    secureVipAddress: instance.secureVirtualHostName,
    isCoordinatingDiscoveryServer: true,
    lastUpdatedTimestamp: now,
    lastDirtyTimestamp: now,
  });
}
