import { instanceIdOf } from '@nest-eureka/protocol';
import type { InstanceInfo, InstanceStatus } from '@nest-eureka/protocol';
import { systemClock } from '@nest-eureka/time';
import type { TimerClock } from '@nest-eureka/time';
import type { LocalRegistry } from '../core/local-registry.js';
import { instancesOfService } from './fake-service.js';
import type { FakeInstance, FakeServices } from './fake-service.js';
import { MemoryRegistry } from './memory-registry.js';

export interface FakeDiscoveryOptions {
  /** What the client waits by, such as a `ManualClock`. @default the machine's time */
  readonly clock?: TimerClock;
}

/**
 * Named services for a test, without a network. What changes here is seen by the client under test at once, also by `watch`:
 * it does not wait for a fetch. Get one from `DiscoveryTestingModule`, or `app.get(FakeDiscovery)`.
 */
export class FakeDiscovery {
  /** What stands behind it; it can be told to break down, and has what the application registers. */
  readonly registry: MemoryRegistry;
  readonly clock: TimerClock;

  constructor(services: FakeServices = {}, { clock = systemClock }: FakeDiscoveryOptions = {}) {
    this.clock = clock;
    this.registry = new MemoryRegistry(clock);
    for (const [service, instances] of Object.entries(services)) this.set(service, instances);
  }

  /** From now on a service has these instances and no other. Throws when two have the same id. */
  set(service: string, instances: readonly FakeInstance[]): void {
    const wanted = instancesOfService(service, instances);
    const ids = wanted.map(instanceIdOf);
    const twice = ids.find((id, index) => ids.indexOf(id) !== index);
    if (twice !== undefined)
      throw new Error(`Two instances of ${service} have the id ${twice}; give them ids of their own.`);
    for (const { instanceId, app } of this.#instancesOf(service)) {
      if (instanceId !== undefined && !ids.includes(instanceId)) this.registry.remove(app, instanceId);
    }
    this.registry.add(...wanted);
  }

  /** The instance is gone, as after its eviction. Throws when there is none of that id. */
  kill(id: string): void {
    if (!this.registry.kill(id)) throw this.#unknown(id);
  }

  /** A killed instance is back as it was. Throws when none of that id was killed. */
  revive(id: string): void {
    if (!this.registry.revive(id)) throw this.#unknown(id);
  }

  /** Throws when there is no instance of that id. */
  setStatus(id: string, status: InstanceStatus): void {
    if (!this.registry.setStatus(id, status)) throw this.#unknown(id);
  }

  /** Fills the copy of a client under test, now and with each change. */
  feed(local: LocalRegistry): void {
    const fill = (): void => void local.replaceWith(this.registry.everything());
    fill();
    this.registry.onChange(fill);
  }

  #instancesOf(service: string): readonly InstanceInfo[] {
    return this.registry.instances.filter(({ app }) => app === service.toUpperCase());
  }

  #unknown(id: string): Error {
    const known = this.registry.instances.map(instanceIdOf).join(', ') || 'none';
    return new Error(`FakeDiscovery has no such instance: ${id}. There are: ${known}.`);
  }
}
