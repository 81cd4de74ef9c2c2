import { Inject, Injectable } from '@nestjs/common';
import type { Application, InstanceInfo, InstanceStatus } from '@nest-eureka/protocol';
import type { Hold } from '../core/self-preservation.js';
import type { ObservedEvent } from './observed-event.js';
import type { ServerCore } from './registry-core.js';
import { REGISTRY_CORE } from './tokens.js';

/** The registry for the Nest application that hosts it: read it, change a status, hear of every change. */
@Injectable()
export class Registry {
  constructor(@Inject(REGISTRY_CORE) private readonly core: ServerCore) {}

  /** Every application with its instances as clients see them. */
  applications(): readonly Application[] {
    return [...this.core.store.applications().keys()].flatMap((name) => this.application(name) ?? []);
  }

  /** One application, its name in any case of letters; undefined when nothing of that name is registered. */
  application(name: string): Application | undefined {
    const leases = this.core.store.application(name.toUpperCase());
    if (leases === undefined) return undefined;
    const instances = [...leases.values()].map((lease) => lease.toWire(this.core.ownInstanceId));
    return { name: name.toUpperCase(), instances };
  }

  /** One instance, undefined when it is unknown or its lease has run out. */
  instance(app: string, id: string): InstanceInfo | undefined {
    return this.core.leases.find(app, id);
  }

  /** Overrides a status, as `PUT /apps/{app}/{id}/status` does; false when there is no such instance. */
  overrideStatus(app: string, id: string, status: InstanceStatus): boolean {
    return this.core.leases.overrideStatus(app, id, status, undefined, 'client').kind === 'changed';
  }

  /** What self-preservation keeps from being evicted now, with the reason. */
  holds(): readonly Hold[] {
    return this.core.selfPreservation.holds();
  }

  /**
   * Hears of every change, synchronously and in order; call the answer to stop. Nobody waits for an observer that is
   * asynchronous; one that throws or rejects is reported in the log.
   */
  observe(observer: (event: ObservedEvent) => unknown): () => void {
    return this.core.extra.observers.add(observer);
  }
}
