import type { Clock } from '@nest-eureka/time';
import { AccessGate } from './access-gate.js';
import { ChangeLog } from './change-log.js';
import { Counters } from './counters.js';
import { Eviction } from './eviction.js';
import { LeaseService } from './lease-service.js';
import { LeaseStore } from './lease-store.js';
import { ModernSelfPreservation } from './modern-self-preservation.js';
import { NetflixSelfPreservation } from './netflix-self-preservation.js';
import { RecentLeases } from './recent-leases.js';
import type { RegistryListener } from './registry-event.js';
import type { RegistrySettings } from './registry-settings.js';
import { RenewalThreshold } from './renewal-threshold.js';
import type { SelfPreservation } from './self-preservation.js';
import { StatusOverrides } from './status-overrides.js';

/** What a listener from outside may read. */
export interface RegistryParts {
  readonly store: LeaseStore;
  readonly overrides: StatusOverrides;
  readonly selfPreservation: SelfPreservation;
  readonly changeLog: ChangeLog;
  readonly recentLeases: RecentLeases;
  readonly renewalThreshold: RenewalThreshold;
  readonly counters: Counters;
}

/** Listeners from outside, each at its fixed place in the order. */
export interface ExtraListeners {
  readonly responseCache?: RegistryListener;
  readonly replicator?: RegistryListener;
  readonly tombstones?: RegistryListener | undefined;
  readonly departures?: RegistryListener | undefined;
  readonly watch?: RegistryListener;
  readonly observers?: RegistryListener;
  readonly lastHeard?: RegistryListener;
  readonly metrics?: RegistryListener;
  readonly journal?: RegistryListener;
  readonly enforcement?: RegistryListener;
}

/** A registry without HTTP, timers and peers. */
export interface RegistryCore<Extra extends ExtraListeners = ExtraListeners> extends RegistryParts {
  readonly leases: LeaseService;
  readonly accessGate: AccessGate;
  /** What the caller put in, typed as it was. */
  readonly extra: Extra;
  /** Ends the start-up: `count` instances came from peers (server.md 4.8). Renewals are counted from here. */
  openForTraffic(count: number): void;
}

/**
 * Builds a registry and fixes the order in which listeners are told: self-preservation, change log, response cache,
 * replicator, tombstones, departures, watch, observers, last heard, metrics, journal, enforcement (architecture section 2).
 * @param random numbers in [0, 1), for the choice of whom to evict
 * @param extraListeners makes the listeners from outside, given what they may read
 * @param areRegionsReady whether every remote region has been fetched at least once
 */
export function assembleRegistry<Extra extends ExtraListeners = ExtraListeners>(
  settings: RegistrySettings,
  clock: Clock,
  random: () => number,
  extraListeners: (parts: RegistryParts) => Extra,
  areRegionsReady: () => boolean = () => true,
): RegistryCore<Extra> {
  const { renewalPercentThreshold, remembersPauses } = settings;
  const store = new LeaseStore();
  const overrides = new StatusOverrides(clock, settings.overrides);
  const renewalThreshold = new RenewalThreshold(clock, {
    ...settings.renewals,
    renewalPercentThreshold,
    selfPreservationEnabled: settings.selfPreservation.enabled,
  });
  const selfPreservation = selfPreservationOf(settings, store, renewalThreshold, clock);
  const changeLog = new ChangeLog(clock);
  const recentLeases = new RecentLeases(clock);
  const counters = new Counters(clock);
  const parts = { store, overrides, selfPreservation, changeLog, recentLeases, renewalThreshold, counters };
  const extra = extraListeners(parts);
  const leases = new LeaseService({
    store,
    overrides,
    expiration: selfPreservation,
    eviction: new Eviction(store, selfPreservation, clock, random, { renewalPercentThreshold, remembersPauses }),
    listeners: [
      renewalThreshold,
      selfPreservation,
      changeLog,
      extra.responseCache,
      extra.replicator,
      extra.tombstones,
      extra.departures,
      extra.watch,
      extra.observers,
      counters,
      recentLeases,
      extra.lastHeard,
      extra.metrics,
      extra.journal,
      extra.enforcement,
    ].filter((listener) => listener !== undefined),
    clock,
    settings: settings.lease,
  });
  const accessGate = new AccessGate(clock, settings.access, areRegionsReady);
  return {
    ...parts,
    leases,
    accessGate,
    extra,
    openForTraffic(count) {
      const expected = count === 0 ? settings.defaultOpenForTrafficCount : count;
      renewalThreshold.openForTraffic(expected);
      accessGate.openForTraffic(expected);
    },
  };
}

function selfPreservationOf(
  { selfPreservation: settings }: RegistrySettings,
  store: LeaseStore,
  renewalThreshold: RenewalThreshold,
  clock: Clock,
): SelfPreservation {
  if (settings.kind === 'modern') return new ModernSelfPreservation(store, clock, settings);
  return new NetflixSelfPreservation(settings.enabled, renewalThreshold, clock);
}
