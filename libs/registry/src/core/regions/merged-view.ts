import type { Clock } from '@nest-eureka/time';
import { ChangeLog } from '../change-log.js';
import type { Lease } from '../lease.js';
import { LeaseStore } from '../lease-store.js';
import type { RegistryEvent } from '../registry-event.js';
import type { ReadOnlyResponseCache, ResponseCache } from '../response-cache/response-cache.js';
import { asCancelled, asRegistered } from './list-event.js';
import type { RegionChange, RegionRegistry } from './region-registry.js';

export type AnyResponseCache = ResponseCache | ReadOnlyResponseCache;

/** Makes the cache of a list of leases that is told of its changes from then on. */
export type CreateCache = (store: LeaseStore, changeLog: ChangeLog) => AnyResponseCache;

export interface LocalLeases {
  readonly store: LeaseStore;
  readonly changeLog: Pick<ChangeLog, 'changes'>;
}

export interface MergedViewDeps {
  /** This registry's own, undefined where it is not part of the view. Its leases stand in front of every region's. */
  readonly local: LocalLeases | undefined;
  /** Of two regions with the same instance the first one shows it. */
  readonly regions: readonly RegionRegistry[];
  readonly isShown: (region: string, app: string) => boolean;
  readonly clock: Clock;
  readonly createCache: CreateCache;
}

/**
 * Own leases and those of some regions in one list, with a change log of its own, so that a delta leads to the same list and
 * hash as a full read. An instance that is registered here is shown as it is here, whatever a region says of it.
 */
export class MergedView {
  readonly changeLog: ChangeLog;
  readonly cache: AnyResponseCache;

  constructor(private readonly deps: MergedViewDeps) {
    this.changeLog = new ChangeLog(deps.clock);
    const store = new LeaseStore();
    for (const region of deps.regions.toReversed()) {
      for (const lease of region.leases()) if (deps.isShown(region.name, lease.app)) store.put(lease);
    }
    for (const lease of deps.local?.store.leases() ?? []) store.put(lease);
    this.#noteChangesBefore();
    this.cache = deps.createCache(store, this.changeLog);
  }

  localChanged(event: RegistryEvent): void {
    if (this.deps.local === undefined || event.type === 'renewed' || event.type === 'status-confirmed') return;
    const behind = event.type === 'cancelled' ? this.#inRegions(event.lease) : undefined;
    this.#publish(behind === undefined ? event : asRegistered(behind));
  }

  regionChanged({ type, region, lease }: RegionChange): void {
    const { regions, isShown } = this.deps;
    if (!regions.includes(region) || !isShown(region.name, lease.app) || this.#inLocal(lease) !== undefined) return;
    const shown = this.#inRegions(lease);
    if (shown === undefined) this.#publish(asCancelled(lease));
    else if (shown === lease || type === 'removed') this.#publish(asRegistered(shown));
  }

  /** A reader may come from another node with a list of some moments ago: what changed since then is in the delta as well. */
  #noteChangesBefore(): void {
    const { local, regions, isShown } = this.deps;
    const logs = [
      ...regions.map(({ name, changeLog }) => ({ changeLog, isSeen: (app: string) => isShown(name, app) })),
      ...(local === undefined ? [] : [{ changeLog: local.changeLog, isSeen: () => true }]),
    ];
    for (const { changeLog, isSeen } of logs) {
      for (const { app, leases } of changeLog.changes()) {
        if (!isSeen(app)) continue;
        for (const { lease } of leases) {
          const shown = this.#inLocal(lease) ?? this.#inRegions(lease);
          this.changeLog.on(shown === undefined ? asCancelled(lease) : asRegistered(shown));
        }
      }
    }
  }

  #inLocal({ app, id }: Lease): Lease | undefined {
    return this.deps.local?.store.find(app, id);
  }

  #inRegions({ app, id }: Lease): Lease | undefined {
    for (const region of this.deps.regions) {
      const lease = this.deps.isShown(region.name, app) ? region.find(app, id) : undefined;
      if (lease !== undefined) return lease;
    }
    return undefined;
  }

  #publish(event: RegistryEvent): void {
    this.changeLog.on(event);
    this.cache.on(event);
  }
}
