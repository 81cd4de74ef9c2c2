import { hostname } from 'node:os';
import type { RegistryConfiguration } from '@nest-eureka/config';
import type { InstanceInfo } from '@nest-eureka/protocol';
import type { Clock } from '@nest-eureka/time';

/** This server as an instance: shown in `/status` and on the page, and registered when it registers itself. */
export function ownInstance(configuration: RegistryConfiguration, clock: Clock): InstanceInfo {
  const { instance, port } = configuration;
  const host = instance.preferIpAddress ? instance.ipAddress : (instance.hostname ?? hostname());
  const app = (instance.appname ?? configuration.applicationName ?? 'unknown').toUpperCase();
  const base = `http://${host}:${port}`;
  return {
    instanceId: instance.instanceId ?? `${host}:${app.toLowerCase()}:${port}`,
    hostName: host,
    app,
    ipAddr: instance.ipAddress,
    sid: 'na',
    status: 'UP',
    overriddenStatus: 'UNKNOWN',
    port: { number: port, enabled: true },
    securePort: { number: instance.securePort, enabled: instance.securePortEnabled },
    countryId: 1,
    dataCenterInfo: { name: 'MyOwn' },
    leaseInfo: {
      renewalIntervalInSecs: instance.leaseRenewalIntervalInSeconds,
      durationInSecs: instance.leaseExpirationDurationInSeconds,
      registrationTimestamp: 0,
      lastRenewalTimestamp: 0,
      evictionTimestamp: 0,
      serviceUpTimestamp: 0,
    },
    metadata: new Map([['management.port', String(port)], ...instance.metadataMap]),
    appGroupName: instance.appGroupName?.toUpperCase(),
    homePageUrl: instance.homePageUrl ?? `${base}${instance.homePageUrlPath}`,
    statusPageUrl: instance.statusPageUrl ?? `${base}${instance.statusPageUrlPath}`,
    healthCheckUrl: instance.healthCheckUrl ?? `${base}${instance.healthCheckUrlPath}`,
    secureHealthCheckUrl: instance.secureHealthCheckUrl,
    vipAddress: instance.virtualHostName ?? app.toLowerCase(),
    secureVipAddress: instance.secureVirtualHostName ?? app.toLowerCase(),
    isCoordinatingDiscoveryServer: true,
    lastUpdatedTimestamp: clock.now(),
    lastDirtyTimestamp: clock.now(),
    actionType: undefined,
    asgName: undefined,
  };
}
