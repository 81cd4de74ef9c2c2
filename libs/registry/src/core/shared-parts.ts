import type { DataCenterInfo, InstanceInfo, LeaseInfo, PortInfo } from '@nest-eureka/protocol';

/** What a registration says anew about an instance, whatever came with it. */
export type RegistrationMarks = Pick<
  InstanceInfo,
  'status' | 'overriddenStatus' | 'lastUpdatedTimestamp' | 'lastDirtyTimestamp' | 'actionType'
>;

/**
 * An instance with other marks, made of the very objects and texts of `relative` wherever they are equal: a registry of 100,000
 * instances holds ports, metadata and addresses once for each application, and one that registers anew leaves little to collect.
 * Each member is named, so that all instances have one hidden class and are made without going through their members.
 * @param relative what the instance was before, or another instance of its application
 */
export function shareParts(
  instance: InstanceInfo,
  relative: InstanceInfo = instance,
  marks: RegistrationMarks = instance,
): InstanceInfo {
  const hostName = shared(instance.hostName, relative.hostName);
  const vipAddress = shared(instance.vipAddress, relative.vipAddress);
  return {
    instanceId: shared(instance.instanceId, relative.instanceId),
    hostName,
    app: shared(instance.app, relative.app),
    ipAddr: shared(instance.ipAddr, hostName),
    sid: shared(instance.sid, relative.sid),
    status: marks.status,
    overriddenStatus: marks.overriddenStatus,
    port: samePort(instance.port, relative.port) ? relative.port : instance.port,
    securePort: samePort(instance.securePort, relative.securePort) ? relative.securePort : instance.securePort,
    countryId: instance.countryId,
    dataCenterInfo: sameDataCenter(instance.dataCenterInfo, relative.dataCenterInfo)
      ? relative.dataCenterInfo
      : instance.dataCenterInfo,
    leaseInfo: sameLease(instance.leaseInfo, relative.leaseInfo) ? relative.leaseInfo : instance.leaseInfo,
    metadata: sameMap(instance.metadata, relative.metadata) ? relative.metadata : instance.metadata,
    appGroupName: shared(instance.appGroupName, relative.appGroupName),
    homePageUrl: shared(instance.homePageUrl, relative.homePageUrl),
    statusPageUrl: shared(instance.statusPageUrl, relative.statusPageUrl),
    healthCheckUrl: shared(instance.healthCheckUrl, relative.healthCheckUrl),
    secureHealthCheckUrl: shared(instance.secureHealthCheckUrl, relative.secureHealthCheckUrl),
    vipAddress,
    secureVipAddress: shared(instance.secureVipAddress, vipAddress),
    isCoordinatingDiscoveryServer: instance.isCoordinatingDiscoveryServer,
    lastUpdatedTimestamp: marks.lastUpdatedTimestamp,
    lastDirtyTimestamp: marks.lastDirtyTimestamp,
    actionType: marks.actionType,
    asgName: shared(instance.asgName, relative.asgName),
  };
}

/** The second of two equal texts, else the first. */
function shared<Text extends string | undefined>(text: Text, other: Text): Text {
  return text === other ? other : text;
}

function samePort(one: PortInfo, other: PortInfo): boolean {
  return one.number === other.number && one.enabled === other.enabled;
}

function sameDataCenter(one: DataCenterInfo | undefined, other: DataCenterInfo | undefined): boolean {
  if (one?.name === 'Amazon') return other?.name === 'Amazon' && sameMap(one.metadata, other.metadata);
  return one?.name === other?.name;
}

function sameLease(one: LeaseInfo | undefined, other: LeaseInfo | undefined): boolean {
  return (
    one?.renewalIntervalInSecs === other?.renewalIntervalInSecs &&
    one?.durationInSecs === other?.durationInSecs &&
    one?.registrationTimestamp === other?.registrationTimestamp &&
    one?.lastRenewalTimestamp === other?.lastRenewalTimestamp &&
    one?.evictionTimestamp === other?.evictionTimestamp &&
    one?.serviceUpTimestamp === other?.serviceUpTimestamp
  );
}

/** In the same order, too: it is shown. */
function sameMap(one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): boolean {
  if (one === other) return true;
  if (one.size !== other.size) return false;
  const others = other.entries();
  for (const [key, value] of one) {
    const next = others.next();
    if (next.done === true || next.value[0] !== key || next.value[1] !== value) return false;
  }
  return true;
}
