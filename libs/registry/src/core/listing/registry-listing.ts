import type { InstanceStatus } from '@nest-eureka/protocol';
import type { Lease } from '../lease.js';
import type { LeaseStore } from '../lease-store.js';
import { FirstLeases } from './first-leases.js';
import { imageOf, instanceTest, versionOf, zoneOf } from './instance-filter.js';
import type { InstanceFilter } from './instance-filter.js';

/** One application with the instances that fit. */
export interface ApplicationRow {
  readonly app: string;
  readonly instances: number;
  readonly statuses: Readonly<Partial<Record<InstanceStatus, number>>>;
  readonly zones: readonly string[];
  /** Of those zones. */
  readonly instancesByZone: Readonly<Record<string, number>>;
  /** Amazon's image ids with their counts, `n/a` for instances elsewhere. */
  readonly images: Readonly<Record<string, number>>;
  readonly versions: readonly string[];
}

/** Where a page ended: after this application, or after this instance of it. */
export interface ListingCursor {
  readonly app: string;
  readonly id?: string | undefined;
}

export interface ListingPage<T> {
  readonly rows: readonly T[];
  /** Undefined when there are no more. */
  readonly next: ListingCursor | undefined;
}

/** Instances that are looked at before others have their turn: about 1 ms. */
const SLICE = 1_000;
const MOST_NAMES = 20;

/** The registry by pages, applications and the instances of each in the order of their names. */
export class RegistryListing {
  constructor(
    private readonly store: Pick<LeaseStore, 'applications' | 'application'>,
    private readonly yieldToOthers: () => Promise<void>,
  ) {}

  async instances(filter: InstanceFilter, limit: number, after?: ListingCursor): Promise<ListingPage<Lease>> {
    const rows: Lease[] = [];
    const fits = instanceTest(filter);
    let looked = 0;
    for (const app of this.#applications(filter, after, after?.id !== undefined)) {
      // one more than there is room for tells that there is a next page
      const fitting = new FirstLeases(limit - rows.length + 1, app === after?.app ? after.id : undefined);
      for (const lease of this.store.application(app)?.values() ?? []) {
        if (++looked % SLICE === 0) await this.yieldToOthers();
        if (fits(lease.instance)) fitting.add(lease);
      }
      rows.push(...fitting.leases);
      const end = rows[limit - 1];
      if (end !== undefined && rows.length > limit)
        return { rows: rows.slice(0, limit), next: { app: end.app, id: end.id } };
    }
    return { rows, next: undefined };
  }

  /** Applications that have an instance that fits. */
  async applications(
    filter: InstanceFilter,
    limit: number,
    after?: ListingCursor,
  ): Promise<ListingPage<ApplicationRow>> {
    const rows: ApplicationRow[] = [];
    const fits = instanceTest(filter);
    let looked = 0;
    for (const app of this.#applications(filter, after, false)) {
      const fitting: Lease[] = [];
      for (const lease of this.store.application(app)?.values() ?? []) {
        if (++looked % SLICE === 0) await this.yieldToOthers();
        if (fits(lease.instance)) fitting.push(lease);
      }
      if (fitting.length === 0) continue;
      const end = rows.at(-1);
      if (end !== undefined && rows.length === limit) return { rows, next: { app: end.app } };
      rows.push(rowOf(app, fitting));
    }
    return { rows, next: undefined };
  }

  #applications({ app }: InstanceFilter, after: ListingCursor | undefined, includesLast: boolean): readonly string[] {
    const wanted = app?.toUpperCase();
    return Array.from(this.store.applications().keys())
      .filter((name) => wanted === undefined || name === wanted)
      .filter((name) => after === undefined || name > after.app || (includesLast && name === after.app))
      .sort();
  }
}

function rowOf(app: string, leases: readonly Lease[]): ApplicationRow {
  const statuses: Partial<Record<InstanceStatus, number>> = {};
  const [zones, images, versions] = [new Map<string, number>(), new Map<string, number>(), new Map<string, number>()];
  for (const { instance } of leases) {
    statuses[instance.status] = (statuses[instance.status] ?? 0) + 1;
    countIn(zones, zoneOf(instance));
    countIn(images, imageOf(instance) ?? 'n/a');
    countIn(versions, versionOf(instance));
  }
  return {
    app,
    instances: leases.length,
    statuses,
    zones: [...zones.keys()].sort(),
    instancesByZone: Object.fromEntries(zones),
    images: Object.fromEntries(images),
    versions: [...versions.keys()].sort(),
  };
}

function countIn(counts: Map<string, number>, name: string | undefined): void {
  if (name === undefined || (counts.size >= MOST_NAMES && !counts.has(name))) return;
  counts.set(name, (counts.get(name) ?? 0) + 1);
}
