import { newInstance } from '../src/index.js';
import type { InstanceInfo } from '../src/index.js';

/** An instance as an application would register it. */
export function sampleInstance(changes: Partial<InstanceInfo> = {}): InstanceInfo {
  return newInstance({
    instanceId: 'web1:orders:8080',
    hostName: 'web1',
    app: 'ORDERS',
    ipAddr: '10.0.0.1',
    port: { number: 8080, enabled: true },
    securePort: { number: 443, enabled: false },
    ...changes,
  });
}
