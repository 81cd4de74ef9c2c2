import type { InstanceInfo } from '@nest-eureka/protocol';

/** An instance with every field that is never absent, changed as given. */
export function sampleInstance(changes: Partial<InstanceInfo> = {}): InstanceInfo {
  return {
    instanceId: 'web1:orders:8080',
    hostName: 'web1',
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
    vipAddress: undefined,
    secureVipAddress: undefined,
    isCoordinatingDiscoveryServer: false,
    lastUpdatedTimestamp: undefined,
    lastDirtyTimestamp: undefined,
    actionType: undefined,
    asgName: undefined,
    ...changes,
  };
}
