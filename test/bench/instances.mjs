const PER_APPLICATION = 10;
const HOUR_SECS = 3600;

/** The `index`-th instance, as a Spring Cloud client registers itself; its lease outlasts every run. */
export function sampleInstance(index, generation = 0) {
  const { app, id } = nameOf(index);
  const host = `10.${(index >> 16) & 255}.${(index >> 8) & 255}.${index & 255}`;
  const service = app.toLowerCase();
  return {
    instanceId: id,
    app,
    hostName: host,
    ipAddr: host,
    status: 'UP',
    overriddenStatus: 'UNKNOWN',
    port: { $: 8080, '@enabled': 'true' },
    securePort: { $: 443, '@enabled': 'false' },
    countryId: 1,
    dataCenterInfo: { '@class': 'com.netflix.appinfo.InstanceInfo$DefaultDataCenterInfo', name: 'MyOwn' },
    leaseInfo: { renewalIntervalInSecs: HOUR_SECS, durationInSecs: 24 * HOUR_SECS },
    metadata: { 'management.port': '8081', zone: 'eu-1a', version: `1.4.${generation}` },
    homePageUrl: `http://${host}:8080/`,
    statusPageUrl: `http://${host}:8080/actuator/info`,
    healthCheckUrl: `http://${host}:8080/actuator/health`,
    vipAddress: service,
    secureVipAddress: service,
    isCoordinatingDiscoveryServer: 'false',
    lastUpdatedTimestamp: '1700000000123',
    lastDirtyTimestamp: String(DIRTY_AT + generation),
  };
}

/** The dirty timestamp of an instance's first generation, in ms since 1970. */
export const DIRTY_AT = 1_700_000_000_000;

export function nameOf(index) {
  const app = `SERVICE-${Math.floor(index / PER_APPLICATION)}`;
  return { app, id: `host-${index}.example.com:${app.toLowerCase()}:8080` };
}
