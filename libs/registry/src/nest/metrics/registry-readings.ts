import type { Counter } from '../../core/counters.js';
import type { ServerCore } from '../registry-core.js';
import { applicationCounts } from './application-counts.js';
import { counter, gauge } from './metric-samples.js';
import type { Reading, Sample } from './metric-samples.js';

/** What is in the registry, what has happened to it and what self-preservation makes of it. */
export function registryReadings(core: ServerCore, maxApplications: number): readonly Reading[] {
  const { store, counters, selfPreservation, renewalThreshold, measures, extra } = core;
  return [
    gauge('eureka_instances', 'Registered instances by status.', () =>
      Array.from(store.statusCounts(), ([status, value]) => ({ labels: { status }, value })),
    ),
    gauge('eureka_applications', 'Applications with at least one instance.', () => store.applications().size),
    gauge(
      'eureka_application_instances',
      'Instances by application and status; the smaller applications are summed up as _other.',
      () =>
        applicationCounts(store, maxApplications).map(({ application, status, instances }) => ({
          labels: { application, status },
          value: instances,
        })),
    ),
    gauge('eureka_unverified_instances', 'Instances known from a snapshot alone.', () => store.unverified().length),
    counter('eureka_registrations_total', 'Registrations by origin.', () => byOrigin(counters.register)),
    counter('eureka_renewals_total', 'Heartbeats by origin.', () => byOrigin(counters.renew)),
    counter('eureka_renewals_not_found_total', 'Heartbeats of instances that are not registered, by origin.', () =>
      byOrigin(counters.renewNotFound),
    ),
    counter('eureka_cancels_total', 'Cancels by origin; those of the registry itself are evictions.', () =>
      byOrigin(counters.cancel).map(({ labels, value }) => ({
        ...(labels && { labels }),
        value: labels?.['origin'] === 'client' ? value - counters.expired.total : value,
      })),
    ),
    counter('eureka_evictions_total', 'Instances evicted because their lease ended.', () => counters.expired.total),
    counter('eureka_status_updates_total', 'Status overrides set, by origin.', () => byOrigin(counters.statusUpdate)),
    gauge('eureka_revision', 'Changes of the registry since the start.', () => core.changeLog.revision),
    gauge('eureka_ready', '1 when the registry may be read.', () => Number(core.accessGate.shouldAllowAccess())),
    gauge('eureka_status_overrides', 'Status overrides in force.', () => core.overrides.size),
    gauge('eureka_measures', 'What operators have decided and is in force, by kind.', () =>
      (['override', 'bar', 'metadata'] as const).map((kind) => ({
        labels: { kind },
        value: measures.inForce().filter((measure) => measure.kind === kind).length,
      })),
    ),
    gauge('eureka_self_preservation_enabled', '1 when self-preservation may hold instances.', () =>
      Number(selfPreservation.enabled),
    ),
    gauge('eureka_self_preservation_active', '1 while self-preservation holds something.', () =>
      Number(selfPreservation.holds().length > 0),
    ),
    gauge('eureka_self_preservation_missing', 'Instances that are missing, by what is held.', () =>
      selfPreservation.holds().map(({ scope, missing }) => ({ labels: { scope }, value: missing })),
    ),
    gauge(
      'eureka_renewals_last_minute',
      'Heartbeats in the last complete minute.',
      () => renewalThreshold.renewalsLastMinute,
    ),
    gauge(
      'eureka_renewals_expected',
      'Heartbeats a minute if every expected client sends its own.',
      () => renewalThreshold.expectedRenewals,
    ),
    gauge(
      'eureka_renewals_threshold',
      'Heartbeats a minute that Netflix’s self-preservation asks for.',
      () => renewalThreshold.threshold,
    ),
    gauge('eureka_watch_streams', 'Open change streams.', () => extra.watch.size),
    counter('eureka_journal_entries_total', 'Lines of the journal since the start.', () => extra.journal.count),
  ];
}

function byOrigin({ total, minusReplication }: Counter): readonly Sample[] {
  return [
    { labels: { origin: 'client' }, value: minusReplication },
    { labels: { origin: 'peer' }, value: total - minusReplication },
  ];
}
