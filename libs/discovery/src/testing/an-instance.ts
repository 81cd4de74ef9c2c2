import { EMPTY_TEXT_MAP } from '@nest-eureka/protocol';
import type { InstanceInfo } from '@nest-eureka/protocol';

/** What of an instance a test may give: parts of the wire type, metadata as an object, the port as a number. */
export interface AnInstanceOptions extends Partial<Omit<InstanceInfo, 'metadata' | 'port' | 'app'>> {
  readonly app?: string;
  readonly port?: number;
  readonly metadata?: Readonly<Record<string, string>>;
}

/** An instance that is UP, with whatever a test cares for changed. Without an id it has `<app>-<port>`. */
export function anInstance(options: AnInstanceOptions = {}): InstanceInfo {
  const { app = 'orders', port = 8080, metadata, ...rest } = options;
  const hostName = rest.hostName ?? '127.0.0.1';
  return {
    instanceId: `${app.toLowerCase()}-${port}`,
    hostName,
    app: app.toUpperCase(),
    ipAddr: '127.0.0.1',
    sid: 'na',
    status: 'UP',
    overriddenStatus: 'UNKNOWN',
    port: { number: port, enabled: true },
    securePort: { number: 443, enabled: false },
    countryId: 1,
    dataCenterInfo: { name: 'MyOwn' },
    leaseInfo: {
      renewalIntervalInSecs: 30,
      durationInSecs: 90,
      registrationTimestamp: 0,
      lastRenewalTimestamp: 0,
      evictionTimestamp: 0,
      serviceUpTimestamp: 0,
    },
    metadata: metadata === undefined ? EMPTY_TEXT_MAP : new Map(Object.entries(metadata)),
    appGroupName: undefined,
    homePageUrl: `http://${hostName}:${port}/`,
    statusPageUrl: `http://${hostName}:${port}/actuator/info`,
    healthCheckUrl: `http://${hostName}:${port}/actuator/health`,
    secureHealthCheckUrl: undefined,
    vipAddress: app.toLowerCase(),
    secureVipAddress: app.toLowerCase(),
    isCoordinatingDiscoveryServer: false,
    lastUpdatedTimestamp: 0,
    lastDirtyTimestamp: 0,
    actionType: 'ADDED',
    asgName: undefined,
    ...rest,
  };
}
