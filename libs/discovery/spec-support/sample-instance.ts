import type { InstanceInfo } from '@nest-eureka/protocol';

/** An instance as an application would register it. */
export function sampleInstance(changes: Partial<InstanceInfo> = {}): InstanceInfo {
  return {
    instanceId: 'orders-1',
    hostName: 'orders-1.example',
    app: 'ORDERS',
    ipAddr: '10.0.0.1',
    sid: 'na',
    status: 'UP',
    overriddenStatus: 'UNKNOWN',
    port: { number: 8080, enabled: true },
    securePort: { number: 443, enabled: false },
    countryId: 1,
    dataCenterInfo: { name: 'MyOwn' },
    leaseInfo: undefined,
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
    lastDirtyTimestamp: undefined,
    actionType: undefined,
    asgName: undefined,
    ...changes,
  };
}
