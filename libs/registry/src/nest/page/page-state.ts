import type { InstanceStatus } from '@nest-eureka/protocol';
import type { RegistryCore } from '../../core/assemble.js';
import { changeTotals } from '../../core/history/change-totals.js';
import type { ChangeTotals } from '../../core/history/change-totals.js';
import type { LeaseStore } from '../../core/lease-store.js';
import type { RecentLease } from '../../core/recent-leases.js';
import type { Said } from '../../core/sentences/said.js';
import type { ServerFacts } from '../server-facts.js';
import type { Replica } from '../replicas.js';
import { systemStatus } from './page-facts.js';
import type { SystemStatus } from './page-facts.js';

/** The page as a value, but for its instances. Instants are wall clock, in ms. */
export interface PageState {
  readonly at: number;
  readonly startedAt: number;
  /** Whether the registry may be read: it is in step with its peers, or does not wait for them. */
  readonly isReady: boolean;
  readonly system: SystemStatus;
  readonly selfPreservation: { readonly enabled: boolean; readonly mode: 'modern' | 'netflix' };
  /** Whether callers have to say who they are. */
  readonly hasUsers: boolean;
  readonly warnings: readonly string[];
  /** The same by their codes, in the same order. */
  readonly warningsSaid: readonly Said[];
  readonly replicas: readonly Replica[];
  readonly generalInfo: readonly (readonly [string, string])[];
  readonly instanceInfo: readonly (readonly [string, string])[];
  /** The service URL that an application is to be given. */
  readonly serviceUrl: string;
  readonly applications: number;
  readonly statuses: Readonly<Partial<Record<InstanceStatus, number>>>;
  readonly totals: ChangeTotals;
  readonly expectedRenewals: number;
  readonly lastRegistered: readonly RecentLease[];
  readonly lastCancelled: readonly RecentLease[];
}

const MOST_RECENT = 20;

export function pageState(
  core: RegistryCore,
  facts: ServerFacts,
  given: Pick<PageState, 'serviceUrl' | 'warnings' | 'warningsSaid'>,
): PageState {
  const { accessGate, counters, recentLeases, renewalThreshold, selfPreservation, store } = core;
  const { configuration, instance } = facts;
  const { generalStats, applicationStats } = facts.status();
  const at = facts.clock.now();
  return {
    ...given,
    at,
    startedAt: at - facts.runsForMs(),
    isReady: accessGate.shouldAllowAccess(),
    system: systemStatus(core, facts),
    selfPreservation: { enabled: selfPreservation.enabled, mode: configuration.server.selfPreservationMode },
    hasUsers: configuration.users.length + configuration.tokens.length > 0,
    replicas: facts.replicas(),
    generalInfo: [...generalStats, ...applicationStats],
    instanceInfo: [
      ['ipAddr', instance.ipAddr ?? ''],
      ['status', instance.status],
    ],
    applications: store.applications().size,
    statuses: countStatuses(store),
    totals: changeTotals(counters),
    expectedRenewals: renewalThreshold.expectedRenewals,
    lastRegistered: recentLeases.registered.slice(0, MOST_RECENT),
    lastCancelled: recentLeases.cancelled.slice(0, MOST_RECENT),
  };
}

function countStatuses(store: LeaseStore): Partial<Record<InstanceStatus, number>> {
  const counts: Partial<Record<InstanceStatus, number>> = {};
  for (const leases of store.applications().values()) {
    for (const { instance } of leases.values()) counts[instance.status] = (counts[instance.status] ?? 0) + 1;
  }
  return counts;
}
