import type { DataCenterInfo, InstanceInfo, PortInfo } from '@nest-eureka/protocol';

/**
 * Whether two versions of an instance are the same to whoever wants to call it. Lease times, action and time of update change
 * without anything to see for a caller. Written out, as a loop over the names of fields is far slower.
 */
export function isSameInstance(one: InstanceInfo, other: InstanceInfo): boolean {
  if (one === other) return true;
  return (
    one.status === other.status &&
    one.lastDirtyTimestamp === other.lastDirtyTimestamp &&
    one.overriddenStatus === other.overriddenStatus &&
    one.instanceId === other.instanceId &&
    one.app === other.app &&
    one.hostName === other.hostName &&
    one.ipAddr === other.ipAddr &&
    isSamePort(one.port, other.port) &&
    isSamePort(one.securePort, other.securePort) &&
    one.vipAddress === other.vipAddress &&
    one.secureVipAddress === other.secureVipAddress &&
    isSameMap(one.metadata, other.metadata) &&
    isSameDataCenter(one.dataCenterInfo, other.dataCenterInfo) &&
    one.homePageUrl === other.homePageUrl &&
    one.statusPageUrl === other.statusPageUrl &&
    one.healthCheckUrl === other.healthCheckUrl &&
    one.secureHealthCheckUrl === other.secureHealthCheckUrl &&
    one.appGroupName === other.appGroupName &&
    one.asgName === other.asgName &&
    one.sid === other.sid &&
    one.countryId === other.countryId &&
    one.isCoordinatingDiscoveryServer === other.isCoordinatingDiscoveryServer
  );
}

function isSamePort(one: PortInfo, other: PortInfo): boolean {
  return one.number === other.number && one.enabled === other.enabled;
}

function isSameMap(one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): boolean {
  if (one === other) return true;
  if (one.size !== other.size) return false;
  for (const [key, value] of one) if (other.get(key) !== value) return false;
  return true;
}

function isSameDataCenter(one: DataCenterInfo | undefined, other: DataCenterInfo | undefined): boolean {
  if (one?.name !== other?.name) return false;
  return one?.name !== 'Amazon' || other?.name !== 'Amazon' || isSameMap(one.metadata, other.metadata);
}
