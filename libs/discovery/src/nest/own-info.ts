import { hostname } from 'node:os';
import type { DiscoveryConfiguration } from '@nest-eureka/config';
import type { InstanceInfo } from '@nest-eureka/protocol';
import { detectAddress } from '@nest-eureka/transport';
import type { DetectedAddress } from '@nest-eureka/transport';
import { buildOwnInstance } from '../core/build-own-instance.js';
import type { ListeningPort } from './lifecycle/listening-server.js';
import { machineInterfaces } from './machine-interfaces.js';

/** The own address as it can be told now; `localAddress` is that of the connection to the registry, where there is one yet. */
export function ownAddress(
  { instance, client, inetutils }: DiscoveryConfiguration,
  localAddress: string | undefined,
): DetectedAddress {
  return detectAddress({
    interfaces: machineInterfaces(),
    machineName: hostname(),
    hostname: instance.hostname,
    ipAddress: instance.ipAddress,
    preferIpAddress: instance.preferIpAddress,
    inetutils,
    localAddressOfRegistryConnection: localAddress,
    registryHosts: [...client.serviceUrl.values()].flat().flatMap((url) => hostOf(url) ?? []),
  });
}

/** What is registered: as configured, else where the server listens. */
export function ownInfo(
  configuration: DiscoveryConfiguration,
  listening: ListeningPort | undefined,
  { hostName, ipAddress, machineName }: DetectedAddress,
): InstanceInfo {
  const { instance, client, port, contextPath, managementPort, managementPath } = configuration;
  const info = buildOwnInstance(instance, {
    ...(listening?.isSecure === true
      ? { port: undefined, securePort: listening.port }
      : { port: listening?.port ?? port }),
    hostName,
    ipAddress,
    machineName,
    managementPort,
    contextPath,
    managementPath,
    zone: client.availabilityZones.get(client.region)?.[0],
  });
  return { ...info, status: instance.initialStatus };
}

function hostOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).hostname : undefined;
}
