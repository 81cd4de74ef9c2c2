/** A registration as a Java client writes it; every member can be replaced, `undefined` leaves one out. */
export function anInstance(changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    instanceId: 'web1.example.com:orders:8080',
    hostName: 'web1.example.com',
    app: 'ORDERS',
    ipAddr: '10.0.0.1',
    status: 'UP',
    overriddenStatus: 'UNKNOWN',
    port: { $: 8080, '@enabled': 'true' },
    securePort: { $: 443, '@enabled': 'false' },
    countryId: 1,
    dataCenterInfo: { '@class': 'com.netflix.appinfo.InstanceInfo$DefaultDataCenterInfo', name: 'MyOwn' },
    leaseInfo: { renewalIntervalInSecs: 30, durationInSecs: 90 },
    metadata: { 'management.port': '8081' },
    homePageUrl: 'http://web1.example.com:8080/',
    statusPageUrl: 'http://web1.example.com:8080/actuator/info',
    healthCheckUrl: 'http://web1.example.com:8080/actuator/health',
    vipAddress: 'orders',
    secureVipAddress: 'orders',
    isCoordinatingDiscoveryServer: 'false',
    lastUpdatedTimestamp: '1699999999950',
    lastDirtyTimestamp: '1699999999900',
    ...changes,
  };
}

/** The same as the body of a register request. */
export function aRegistration(changes: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({ instance: anInstance(changes) });
}
