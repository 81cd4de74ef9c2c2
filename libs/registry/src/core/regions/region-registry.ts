import { appsHashCode, instanceIdOf } from '@nest-eureka/protocol';
import type { ActionType, Applications, InstanceInfo } from '@nest-eureka/protocol';
import type { Clock } from '@nest-eureka/time';
import { ChangeLog } from '../change-log.js';
import type { Lease } from '../lease.js';
import { LeaseStore } from '../lease-store.js';
import { asCancelled, asRegistered } from './list-event.js';
import { RegionLease } from './region-lease.js';

/** What has just happened to an instance of a region. */
export interface RegionChange {
  readonly type: 'put' | 'removed';
  readonly region: RegionRegistry;
  readonly lease: Lease;
}

/** Is told synchronously, after the change. Must not throw. */
export type RegionListener = (change: RegionChange) => void;

/** The registry of another region as it was read last (server.md 5.2). What cannot be read any more stays. */
export class RegionRegistry {
  /** What readings changed lately. */
  readonly changeLog: ChangeLog;
  readonly #leases = new LeaseStore();
  #listener: RegionListener = () => undefined;
  #isReady = false;

  /** @param name in lower case, as `regions=` is compared (server.md 5.1) */
  constructor(
    readonly name: string,
    private readonly clock: Clock,
  ) {
    this.changeLog = new ChangeLog(clock);
  }

  /** Whether it has ever been read; never false again after that. */
  get isReady(): boolean {
    return this.#isReady;
  }

  get size(): number {
    return this.#leases.size;
  }

  get appsHashCode(): string {
    return appsHashCode(this.#leases.statusCounts());
  }

  find(app: string, id: string): Lease | undefined {
    return this.#leases.find(app, id);
  }

  findById(id: string): Lease | undefined {
    for (const leases of this.#leases.applications().values()) {
      const lease = leases.get(id);
      if (lease !== undefined) return lease;
    }
    return undefined;
  }

  hasApplication(app: string): boolean {
    return this.#leases.application(app) !== undefined;
  }

  leases(): IterableIterator<Lease> {
    return this.#leases.leases();
  }

  /** Everything, for a copy on disk. */
  everything(): Applications {
    const applications = Array.from(this.#leases.applications(), ([name, leases]) => ({
      name,
      instances: Array.from(leases.values(), ({ instance }) => instance),
    }));
    return { versionsDelta: 1, appsHashCode: this.appsHashCode, applications };
  }

  listen(listener: RegionListener): void {
    this.#listener = listener;
  }

  /** Takes over a whole registry, one instance a step. */
  *replaceWith({ applications }: Applications): Generator<void, void> {
    const kept = new Set<Lease>();
    for (const { instances } of applications) {
      for (const instance of instances) {
        kept.add(this.#put(instance));
        yield;
      }
    }
    for (const lease of this.#leases.leases()) {
      if (!kept.has(lease)) this.#remove(lease.app, lease.id);
      yield;
    }
    this.#isReady = true;
  }

  /** Takes over what changed, one instance a step. The result: whether nothing was missed, by the hash that came with it. */
  *apply({ applications, appsHashCode: told }: Applications): Generator<void, boolean> {
    for (const { instances } of applications) {
      for (const instance of instances) {
        if (instance.actionType === 'DELETED') this.#remove(instance.app, instanceIdOf(instance));
        else if (instance.actionType !== undefined) this.#put(instance);
        yield;
      }
    }
    return told === this.appsHashCode;
  }

  #put(instance: InstanceInfo): Lease {
    const known = this.#leases.find(instance.app, instanceIdOf(instance));
    if (known !== undefined && isSame(known.instance, instance)) {
      // only its renewal may be another one, which no list is made anew for
      this.#leases.replaceInstance(known, { ...instance, actionType: known.instance.actionType });
      return known;
    }
    const actionType: ActionType = known === undefined ? 'ADDED' : 'MODIFIED';
    const lease = new RegionLease({ ...instance, actionType }, this.clock, 'exact');
    this.#leases.put(lease);
    this.changeLog.on(asRegistered(lease));
    this.#listener({ type: 'put', region: this, lease });
    return lease;
  }

  #remove(app: string, id: string): void {
    const lease = this.#leases.remove(app, id);
    if (lease === undefined) return;
    lease.instance = { ...lease.instance, actionType: 'DELETED' };
    this.changeLog.on(asCancelled(lease));
    this.#listener({ type: 'removed', region: this, lease });
  }
}

/** By the stamps that a registry gives each change; one that gives none is taken for changed. */
function isSame(known: InstanceInfo, incoming: InstanceInfo): boolean {
  return (
    incoming.lastUpdatedTimestamp !== undefined &&
    known.lastUpdatedTimestamp === incoming.lastUpdatedTimestamp &&
    known.lastDirtyTimestamp === incoming.lastDirtyTimestamp &&
    known.status === incoming.status &&
    known.overriddenStatus === incoming.overriddenStatus
  );
}
