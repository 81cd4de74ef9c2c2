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
  if (lease === undefined)
    return { ...known, isRegistered: false, sentence: whyGone(known.changes, known.measures, deps.clock) };
  const heldBy = holdOf(lease, deps);
  return {
    ...known,
    isRegistered: true,
    status: statusOf(lease, deps),
    lease: timesOf(lease, deps.clock),
    leaves: whenItGoes(lease, heldBy, deps.clock),
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

function whenItGoes(lease: Lease, hold: Hold | undefined, clock: Clock): string {
  const leftMs = lease.expiresAt - clock.monotonic();
  const isExpired = lease.isExpired(clock.monotonic());
  const ends = isExpired
    ? `Its lease ended ${inWords(-leftMs)} ago`
    : `Its lease ends in ${inWords(leftMs)} unless it is renewed`;
  if (hold === undefined) return isExpired ? `${ends}; it goes with the next eviction run.` : `${ends}.`;
  const until =
    hold.until === undefined ? 'until renewals come again' : `for ${inWords(hold.until - clock.now())} more at most`;
  return `${ends}; self-preservation keeps it ${until}: ${hold.reason}.`;
}

function whyGone(changes: readonly JournalEntry[], measures: readonly Measure[], clock: Clock): string {
  const bar = measures.find(({ kind }) => kind === 'bar');
  const how = howItWent(changes, clock);
  if (bar === undefined) return how;
  const time = bar.until === undefined ? '' : ` for ${inWords(bar.until - clock.now())} more`;
  return `${how} It may not register${time}.`;
}

function howItWent(changes: readonly JournalEntry[], clock: Clock): string {
  const last = changes.find(({ kind }) => kind === 'evicted' || kind === 'cancelled');
  if (last === undefined) return 'Nothing is known of it here.';
  const ago = `${inWords(clock.now() - last.at)} ago`;
  return last.kind === 'evicted'
    ? `Its lease ended without a renewal, and it was evicted ${ago}.`
    : `It was cancelled ${ago}.`;
}

function inWords(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  return seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}
