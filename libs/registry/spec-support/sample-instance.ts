import { newInstance, newLease } from '@nest-eureka/protocol';
import type { InstanceInfo } from '@nest-eureka/protocol';

/** An instance as a client would register it. */
export function sampleInstance(changes: Partial<InstanceInfo> = {}): InstanceInfo {
  const instanceId = changes.instanceId ?? 'i-1';
  return newInstance({
    instanceId,
    hostName: `${instanceId}.example`,
    app: 'ORDERS',
    ipAddr: '10.0.0.1',
    port: { number: 8080, enabled: true },
    securePort: { number: 8443, enabled: false },
    leaseInfo: newLease(30, 90),
    vipAddress: 'orders',
    secureVipAddress: 'orders',
    lastDirtyTimestamp: 1000,
    ...changes,
  });
}
