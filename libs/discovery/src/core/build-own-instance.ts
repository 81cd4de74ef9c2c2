import { newInstance, newLease } from '@nest-eureka/protocol';
import type { InstanceInfo, InstanceStatus } from '@nest-eureka/protocol';
import type { OwnInstanceConfiguration, OwnInstanceFacts } from './own-instance-facts.js';
import { ownMetadata } from './own-instance-metadata.js';
import { ownUrls } from './own-instance-urls.js';

const DEFAULT_SECURE_PORT = 443;

/** The own instance as it is registered (client.md 1.4, 4.1-4.3). A server with TLS has its secure port enabled. */
export function buildOwnInstance(configuration: OwnInstanceConfiguration, facts: OwnInstanceFacts): InstanceInfo {
  const { hostName, ipAddress } = facts;
  const port = configuration.nonSecurePort || facts.port || undefined;
  const securePort = configuration.securePort || facts.securePort || undefined;
  const ports = {
    port: { number: port ?? securePort ?? 0, enabled: configuration.nonSecurePortEnabled && port !== undefined },
    securePort: {
      number: securePort ?? DEFAULT_SECURE_PORT,
      enabled: configuration.securePortEnabled || facts.securePort !== undefined,
    },
  };
  const metadata = ownMetadata(configuration.metadataMap, ports, facts);
  const status: InstanceStatus = configuration.instanceEnabledOnit === true ? 'UP' : 'STARTING';
  return newInstance({
    instanceId: configuration.instanceId || metadata.get('instanceId') || derivedId(configuration, facts, ports),
    hostName,
    app: configuration.appname.toUpperCase(),
    ipAddr: ipAddress,
    status,
    ...ports,
    leaseInfo: newLease(configuration.leaseRenewalIntervalInSeconds, configuration.leaseExpirationDurationInSeconds),
    metadata,
    appGroupName: configuration.appGroupName?.toUpperCase(),
    ...ownUrls(configuration, ports, facts),
    vipAddress: configuration.virtualHostName,
    secureVipAddress: configuration.secureVirtualHostName,
    asgName: configuration.aSGName,
  });
}

/** `machine:application:port`; what is missing goes with its colon (client.md 4.2). */
function derivedId(
  { appname, applicationInstanceId }: OwnInstanceConfiguration,
  { machineName, hostName }: OwnInstanceFacts,
  { port, securePort }: Pick<InstanceInfo, 'port' | 'securePort'>,
): string {
  const number = port.enabled ? port.number : securePort.enabled ? securePort.number : port.number;
  const application = appname === 'unknown' ? '' : appname;
  const last = applicationInstanceId || (number === 0 ? '' : String(number));
  return [machineName || hostName, application, last].filter((part) => part !== '').join(':');
}
