import type { DiscoveryClient as Contract } from '../core/discovery-client.js';
import type { ServiceInstance } from '../core/service-instance.js';

/**
 * Finds the instances of services by name, as Spring's `DiscoveryClient` does: in the local copy of the registry, and in the
 * list of the configuration (client.md 5.2). Inject it by this type. No method waits.
 */
export abstract class DiscoveryClient implements Contract {
  abstract readonly description: string;
  /** Among several clients the lowest is asked first. */
  abstract readonly order: number;
  abstract getServices(): readonly string[];
  /** Empty when the service is unknown. */
  abstract getInstances(serviceId: string): readonly ServiceInstance[];
  /** Throws when the client cannot answer. */
  abstract probe(): void;
}
