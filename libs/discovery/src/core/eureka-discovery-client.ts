import type { InstanceInfo } from '@nest-eureka/protocol';
import type { DiscoveryClient } from './discovery-client.js';
import type { LocalRegistry } from './local-registry.js';
import { toServiceInstance } from './service-instance.js';
import type { ServiceInstance } from './service-instance.js';

/**
 * Finds services in the local copy of the registry. As in Spring a service id is looked up as a VIP address, while
 * `getServices` tells the names of applications; both are the same unless a VIP address is configured.
 */
export class EurekaDiscoveryClient implements DiscoveryClient {
  readonly description = 'Spring Cloud Eureka Discovery Client';
  readonly #made = new WeakMap<InstanceInfo, ServiceInstance>();

  constructor(
    private readonly registry: Pick<LocalRegistry, 'services' | 'getInstancesByVipAddress'>,
    /** @default 0 */
    readonly order = 0,
  ) {}

  /** Lower-cased names of the applications that have an instance to be called. */
  getServices(): readonly string[] {
    return this.registry.services();
  }

  /** By plain VIP address, in any case; the same objects as long as an instance does not change. */
  getInstances(serviceId: string): readonly ServiceInstance[] {
    return this.registry.getInstancesByVipAddress(serviceId).map((info) => this.#instanceOf(info));
  }

  probe(): void {
    this.getServices();
  }

  #instanceOf(info: InstanceInfo): ServiceInstance {
    let instance = this.#made.get(info);
    if (instance === undefined) {
      instance = toServiceInstance(info);
      this.#made.set(info, instance);
    }
    return instance;
  }
}
