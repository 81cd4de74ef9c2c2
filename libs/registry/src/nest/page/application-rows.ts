import type { InstanceInfo, InstanceStatus } from '@nest-eureka/protocol';
import { FirstLeases } from '../../core/listing/first-leases.js';
import type { ListingCursor } from '../../core/listing/registry-listing.js';
import type { Lease } from '../../core/lease.js';
import type { LeaseStore } from '../../core/lease-store.js';
import { withoutCredentials } from '../../security/secrets/masked-secrets.js';

/** An application as a row of the page's table (server.md 8.7); it counts all of its instances. */
export interface ApplicationRow {
  readonly name: string;
  /** Image id, or `n/a` outside Amazon, with its count. */
  readonly images: ReadonlyMap<string, number>;
  /** Availability zone, '' outside Amazon as on the Java page, with its count. */
  readonly zones: ReadonlyMap<string, number>;
  readonly byStatus: ReadonlyMap<InstanceStatus, StatusGroup>;
}

export interface StatusGroup {
  readonly count: number;
  /** Those of them that this page shows. */
  readonly links: readonly InstanceLink[];
}

export interface InstanceLink {
  readonly id: string;
  /** The status page when it is http or https, undefined otherwise: anything else could run a script. */
  readonly href: string | undefined;
}

/** So many instances as fit into a page. */
export interface ApplicationRows {
  readonly rows: readonly ApplicationRow[];
  /** Instances in the rows. */
  readonly shown: number;
  /** Where the next page starts; undefined when this is the last. */
  readonly next: ListingCursor | undefined;
}

/** Applications in the order of their names, until `most` instances are shown; one with too many goes on where the next page starts. */
export function applicationRows(
  store: Pick<LeaseStore, 'applications' | 'application'>,
  most: number,
  after?: ListingCursor,
): ApplicationRows {
  const rows: ApplicationRow[] = [];
  let shown = 0;
  let end: ListingCursor | undefined;
  for (const name of namesAfter(store, after)) {
    if (shown === most) return { rows, shown, next: end };
    const leases = [...(store.application(name)?.values() ?? [])];
    // one more than there is room for tells that the application goes on
    const first = new FirstLeases(most - shown + 1, name === after?.app ? after.id : undefined);
    for (const lease of leases) first.add(lease);
    const onPage = first.leases.slice(0, most - shown);
    if (onPage.length === 0) continue;
    rows.push(row(name, leases, onPage));
    shown += onPage.length;
    end = { app: name, id: onPage.length < first.leases.length ? onPage.at(-1)?.id : undefined };
    if (end.id !== undefined) return { rows, shown, next: end };
  }
  return { rows, shown, next: undefined };
}

function namesAfter(store: Pick<LeaseStore, 'applications'>, after: ListingCursor | undefined): readonly string[] {
  const isLeft = (name: string): boolean =>
    after === undefined || name > after.app || (after.id !== undefined && name === after.app);
  return [...store.applications().keys()].filter(isLeft).sort();
}

function row(name: string, leases: readonly Lease[], onPage: readonly Lease[]): ApplicationRow {
  const images = new Map<string, number>();
  const zones = new Map<string, number>();
  const statuses = new Map<InstanceStatus, number>();
  for (const { instance } of leases) {
    const amazon = instance.dataCenterInfo?.name === 'Amazon' ? instance.dataCenterInfo.metadata : undefined;
    count(images, amazon?.get('ami-id') ?? 'n/a');
    count(zones, amazon?.get('availability-zone') ?? '');
    count(statuses, instance.status);
  }
  const linksOf = (status: InstanceStatus): readonly InstanceLink[] =>
    onPage.filter(({ instance }) => instance.status === status).map(linkOf);
  const byStatus = new Map(
    [...statuses].map(([status, number]) => [status, { count: number, links: linksOf(status) }]),
  );
  return { name, images, zones, byStatus };
}

function linkOf({ id, instance }: Lease): InstanceLink {
  return { id, href: safeHref(instance) };
}

function count<K>(counts: Map<K, number>, key: K): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function safeHref({ statusPageUrl: url }: InstanceInfo): string | undefined {
  return url !== undefined && /^https?:\/\//i.test(url) && URL.canParse(url) ? withoutCredentials(url) : undefined;
}
