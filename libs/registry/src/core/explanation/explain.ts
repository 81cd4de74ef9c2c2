import type { Clock } from '@nest-eureka/time';
import { MEASURE_KINDS } from '../administration/measure.js';
import type { Measure } from '../administration/measure.js';
import type { Measures } from '../administration/measures.js';
import type { Journal } from '../journal/journal.js';
import type { JournalEntry } from '../journal/journal-entry.js';
import { journalPage } from '../journal/journal-page.js';
import type { Lease } from '../lease.js';
import type { LeaseStore } from '../lease-store.js';
import type { Hold, SelfPreservation } from '../self-preservation.js';
import { englishOf, englishText, said } from '../sentences/said.js';
import type { Said } from '../sentences/said.js';
import type { StatusOverrides } from '../status-overrides.js';
import type { Explanation, Obituary } from './explanation.js';
import { statusReason } from './status-reason.js';

const SHOWN_CHANGES = 20;

export interface ExplainDeps {
  readonly store: Pick<LeaseStore, 'find'>;
  readonly overrides: Pick<StatusOverrides, 'record'>;
  readonly selfPreservation: Pick<SelfPreservation, 'holds' | 'isExpirationEnabled'>;
  readonly measures: Pick<Measures, 'find'>;
  readonly journal: Pick<Journal, 'newestFirst'>;
  readonly clock: Clock;
}

/** Why an instance is shown as it is, or what became of it. `app` in upper case. */
export function explain(app: string, id: string, deps: ExplainDeps): Explanation | Obituary {
  const { store, journal, measures } = deps;
  const known = {
    app,
    id,
    measures: MEASURE_KINDS.flatMap((kind) => measures.find(kind, app, id) ?? []),
    changes: journalPage(journal, { app, id }, SHOWN_CHANGES).entries,
  };
  const lease = store.find(app, id);
  if (lease === undefined) {
    const why = whyGone(known.changes, known.measures, deps.clock);
    return { ...known, isRegistered: false, sentence: englishText(why), said: why };
  }
  const heldBy = holdOf(lease, deps);
  const ends = leaseEnd(lease, heldBy, deps.clock);
  return {
    ...known,
    isRegistered: true,
    status: statusOf(lease, deps),
    lease: timesOf(lease, deps.clock),
    leaves: heldBy === undefined ? englishOf(ends) : `${englishOf(ends)} ${heldBy.reason}.`,
    leavesSaid: heldBy === undefined ? [ends] : [ends, heldBy.said],
    heldBy,
  };
}

function statusOf(lease: Lease, { overrides, measures }: ExplainDeps): Explanation['status'] {
  const { reported, status: shown, app, id } = lease;
  const record = overrides.record(id);
  const override = record?.status && {
    status: record.status,
    setAt: record.at > 0 ? record.at : undefined,
    measure: measures.find('override', app, id),
  };
  return { shown, reported, override, ...statusReason(shown, reported, record?.status) };
}

function timesOf(lease: Lease, clock: Clock): Explanation['lease'] {
  const { registeredAt, lastRenewalAt, renewalIntervalMs, durationMs, isVerified, heardOrigin, heardBy } = lease;
  return {
    registeredAt,
    lastRenewalAt,
    renewalIntervalMs,
    durationMs,
    expiresAt: expiryOf(lease, clock),
    isExpired: lease.isExpired(clock.monotonic()),
    isVerified,
    heardFrom: { origin: heardOrigin, by: heardBy },
  };
}

/** Leases are measured by the monotonic clock. */
function expiryOf(lease: Lease, clock: Clock): number {
  return Math.round(clock.now() + lease.expiresAt - clock.monotonic());
}

/** A lease out of a snapshot is held by nothing. */
function holdOf(lease: Lease, { selfPreservation }: ExplainDeps): Hold | undefined {
  if (!lease.isVerified || selfPreservation.isExpirationEnabled(lease.app)) return undefined;
  const holds = selfPreservation.holds();
  return holds.find(({ scope }) => scope === lease.app) ?? holds.find(({ scope }) => scope === 'registry');
}

function leaseEnd(lease: Lease, hold: Hold | undefined, clock: Clock): Said {
  const leftMs = Math.round(lease.expiresAt - clock.monotonic());
  const values = { leftMs, agoMs: -leftMs, heldMs: (hold?.until ?? 0) - clock.now() };
  const isExpired = lease.isExpired(clock.monotonic());
  if (hold === undefined) return said(isExpired ? 'lease.ended' : 'lease.ends', values);
  if (hold.until === undefined) return said(isExpired ? 'lease.ended-kept' : 'lease.ends-kept', values);
  return said(isExpired ? 'lease.ended-held' : 'lease.ends-held', values);
}

function whyGone(changes: readonly JournalEntry[], measures: readonly Measure[], clock: Clock): readonly Said[] {
  const bar = measures.find(({ kind }) => kind === 'bar');
  const how = howItWent(changes, clock);
  if (bar === undefined) return [how];
  if (bar.until === undefined) return [how, said('gone.barred')];
  return [how, said('gone.barred-for', { leftMs: bar.until - clock.now() })];
}

function howItWent(changes: readonly JournalEntry[], clock: Clock): Said {
  const last = changes.find(({ kind }) => kind === 'evicted' || kind === 'cancelled');
  if (last === undefined) return said('gone.unknown');
  return said(last.kind === 'evicted' ? 'gone.evicted' : 'gone.cancelled', { agoMs: clock.now() - last.at });
}
