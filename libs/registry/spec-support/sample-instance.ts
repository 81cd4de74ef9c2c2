import type { InstanceInfo } from '@nest-eureka/protocol';

/** An instance as a client would register it. */
export function sampleInstance(changes: Partial<InstanceInfo> = {}): InstanceInfo {
  const instanceId = changes.instanceId ?? 'i-1';
  return {
    instanceId,
    hostName: `${instanceId}.example`,
    app: 'ORDERS',
    ipAddr: '10.0.0.1',
    sid: 'na',
    status: 'UP',
    overriddenStatus: 'UNKNOWN',
    port: { number: 8080, enabled: true },
    securePort: { number: 8443, enabled: false },
    countryId: 1,
    dataCenterInfo: { name: 'MyOwn' },
    leaseInfo: leaseTimes(30, 90),
    metadata: new Map(),
    appGroupName: undefined,
    homePageUrl: undefined,
    statusPageUrl: undefined,
    healthCheckUrl: undefined,
    secureHealthCheckUrl: undefined,
    vipAddress: 'orders',
    secureVipAddress: 'orders',
    isCoordinatingDiscoveryServer: false,
    lastUpdatedTimestamp: undefined,
    lastDirtyTimestamp: 1000,
    actionType: undefined,
    asgName: undefined,
    ...changes,
  };
}

/** The lease a client asks for, in seconds. */
export function leaseTimes(renewalIntervalInSecs: number, durationInSecs: number): InstanceInfo['leaseInfo'] {
  return {
    renewalIntervalInSecs,
    durationInSecs,
    registrationTimestamp: 0,
    lastRenewalTimestamp: 0,
    evictionTimestamp: 0,
    serviceUpTimestamp: 0,
  };
}
