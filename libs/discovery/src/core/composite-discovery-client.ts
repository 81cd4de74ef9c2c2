import type { DiscoveryClient } from './discovery-client.js';
import type { ServiceInstance } from './service-instance.js';

/** Several discovery clients as one: in their order, and those of equal order as they were given (client.md 5.2). */
export class CompositeDiscoveryClient implements DiscoveryClient {
  readonly description = 'Composite Discovery Client';
  readonly order = 0;
  readonly clients: readonly DiscoveryClient[];

  constructor(clients: readonly DiscoveryClient[]) {
    this.clients = Object.freeze(clients.toSorted((one, other) => one.order - other.order));
  }

  /** Of all clients, each name once. */
  getServices(): readonly string[] {
    return [...new Set(this.clients.flatMap((client) => client.getServices()))];
  }

  /** Those of the first client that knows any. */
  getInstances(serviceId: string): readonly ServiceInstance[] {
    for (const client of this.clients) {
      const instances = client.getInstances(serviceId);
      if (instances.length > 0) return instances;
    }
    return [];
  }

  /** Asks all of them. */
  probe(): void {
    for (const client of this.clients) client.probe();
  }
}
