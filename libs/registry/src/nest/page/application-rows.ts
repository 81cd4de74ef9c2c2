import type { InstanceInfo, InstanceStatus } from '@nest-eureka/protocol';
import { instanceIdOf } from '@nest-eureka/protocol';
import type { LeaseStore } from '../../core/lease-store.js';
import { withoutCredentials } from '../../security/secrets/masked-secrets.js';

/** An application as a row of the page's table (server.md 8.7). */
export interface ApplicationRow {
  readonly name: string;
  /** Image id, or `n/a` outside Amazon, with its count. */
  readonly images: ReadonlyMap<string, number>;
  /** Availability zone, '' outside Amazon as on the Java page, with its count. */
  readonly zones: ReadonlyMap<string, number>;
  readonly byStatus: ReadonlyMap<InstanceStatus, readonly InstanceLink[]>;
}

export interface InstanceLink {
  readonly id: string;
  /** The status page when it is http or https, undefined otherwise: anything else could run a script. */
  readonly href: string | undefined;
}

/** All applications, sorted by name. */
export function applicationRows(store: LeaseStore): readonly ApplicationRow[] {
  return [...store.applications()]
    .map(([name, leases]) =>
      row(
        name,
        [...leases.values()].map((lease) => lease.instance),
      ),
    )
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function row(name: string, instances: readonly InstanceInfo[]): ApplicationRow {
  const images = new Map<string, number>();
  const zones = new Map<string, number>();
  const byStatus = new Map<InstanceStatus, InstanceLink[]>();
  for (const instance of instances) {
    const amazon = instance.dataCenterInfo?.name === 'Amazon' ? instance.dataCenterInfo.metadata : undefined;
    count(images, amazon?.get('ami-id') ?? 'n/a');
    count(zones, amazon?.get('availability-zone') ?? '');
    const links = byStatus.get(instance.status) ?? [];
    links.push({ id: instanceIdOf(instance), href: safeHref(instance.statusPageUrl) });
    byStatus.set(instance.status, links);
  }
  return { name, images, zones, byStatus };
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function safeHref(url: string | undefined): string | undefined {
  return url !== undefined && /^https?:\/\//i.test(url) && URL.canParse(url) ? withoutCredentials(url) : undefined;
}
