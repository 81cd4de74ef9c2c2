import type { Instances, InstanceWatch } from './instance-watch.js';

/** Who knows the instances of every service. */
export interface InstanceSource {
  getInstances(serviceId: string): Instances;
  watch(serviceId: string): InstanceWatch;
}

/** One service by its name; `@InjectService('orders')` gives it. */
export class Service {
  constructor(
    /** As it was asked for. */
    readonly name: string,
    private readonly source: InstanceSource,
  ) {}

  /** Those known now; none before the first fetch, and when there is no such service. */
  instances(): Instances {
    return this.source.getInstances(this.name);
  }

  watch(): InstanceWatch {
    return this.source.watch(this.name);
  }
}
