import type { ServiceInstance } from './service-instance.js';

/** Finds the instances of services by name, as Spring's `DiscoveryClient` does (client.md 5.2). No method waits. */
export interface DiscoveryClient {
  readonly description: string;
  /** Among several clients the lowest is asked first. */
  readonly order: number;
  getServices(): readonly string[];
  /** Empty when the service is unknown. */
  getInstances(serviceId: string): readonly ServiceInstance[];
  /** Throws when the client cannot answer. */
  probe(): void;
}
