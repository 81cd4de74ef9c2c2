import type { DataCenterInfo, InstanceInfo, PortInfo } from '@nest-eureka/protocol';

/** Fields that are compared as they are. Lease times, action and time of update change without anything to see for a caller. */
const PLAIN_FIELDS = [
  'status',
  'lastDirtyTimestamp',
  'hostName',
  'ipAddr',
  'instanceId',
  'app',
  'vipAddress',
  'secureVipAddress',
  'overriddenStatus',
  'homePageUrl',
  'statusPageUrl',
  'healthCheckUrl',
  'secureHealthCheckUrl',
  'appGroupName',
  'asgName',
  'sid',
  'countryId',
  'isCoordinatingDiscoveryServer',
] as const satisfies readonly (keyof InstanceInfo)[];

/** Whether two versions of an instance are the same to whoever wants to call it. */
export function isSameInstance(one: InstanceInfo, other: InstanceInfo): boolean {
  if (one === other) return true;
  for (const field of PLAIN_FIELDS) if (one[field] !== other[field]) return false;
  return (
    isSamePort(one.port, other.port) &&
    isSamePort(one.securePort, other.securePort) &&
    isSameMap(one.metadata, other.metadata) &&
    isSameDataCenter(one.dataCenterInfo, other.dataCenterInfo)
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
