import { newInstance, newLease } from '@nest-eureka/protocol';
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
  return newInstance({
    instanceId: `${app.toLowerCase()}-${port}`,
    hostName,
    app: app.toUpperCase(),
    ipAddr: '127.0.0.1',
    port: { number: port, enabled: true },
    securePort: { number: 443, enabled: false },
    leaseInfo: newLease(30, 90),
    metadata: new Map(Object.entries(metadata ?? {})),
    homePageUrl: `http://${hostName}:${port}/`,
    statusPageUrl: `http://${hostName}:${port}/actuator/info`,
    healthCheckUrl: `http://${hostName}:${port}/actuator/health`,
    vipAddress: app.toLowerCase(),
    secureVipAddress: app.toLowerCase(),
    lastUpdatedTimestamp: 0,
    lastDirtyTimestamp: 0,
    actionType: 'ADDED',
    ...rest,
  });
}
