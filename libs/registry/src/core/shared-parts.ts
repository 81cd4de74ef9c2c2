import type { DataCenterInfo, InstanceInfo, LeaseInfo, PortInfo } from '@nest-eureka/protocol';

/**
 * The same instance, made of the very objects and texts of `relative` wherever they are equal: a registry of 100,000 instances
 * holds ports, metadata and addresses once for each application, and one that registers anew leaves little to collect.
 * @param relative what the instance was before, or another instance of its application
 */
export function shareParts(instance: InstanceInfo, relative: InstanceInfo | undefined): InstanceInfo {
  const hostName = shared(instance.hostName, relative?.hostName);
  const vipAddress = shared(instance.vipAddress, relative?.vipAddress);
  const own = {
    hostName,
    ipAddr: shared(instance.ipAddr, hostName),
    vipAddress,
    secureVipAddress: shared(instance.secureVipAddress, vipAddress),
  };
  if (relative === undefined) return { ...instance, ...own };
  return {
    ...instance,
    ...own,
    instanceId: shared(instance.instanceId, relative.instanceId),
    app: shared(instance.app, relative.app),
    appGroupName: shared(instance.appGroupName, relative.appGroupName),
    asgName: shared(instance.asgName, relative.asgName),
    homePageUrl: shared(instance.homePageUrl, relative.homePageUrl),
    statusPageUrl: shared(instance.statusPageUrl, relative.statusPageUrl),
    healthCheckUrl: shared(instance.healthCheckUrl, relative.healthCheckUrl),
    secureHealthCheckUrl: shared(instance.secureHealthCheckUrl, relative.secureHealthCheckUrl),
    port: samePort(instance.port, relative.port) ? relative.port : instance.port,
    securePort: samePort(instance.securePort, relative.securePort) ? relative.securePort : instance.securePort,
    dataCenterInfo: sameDataCenter(instance.dataCenterInfo, relative.dataCenterInfo)
      ? relative.dataCenterInfo
      : instance.dataCenterInfo,
    leaseInfo: sameLease(instance.leaseInfo, relative.leaseInfo) ? relative.leaseInfo : instance.leaseInfo,
    metadata: sameMap(instance.metadata, relative.metadata) ? relative.metadata : instance.metadata,
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
