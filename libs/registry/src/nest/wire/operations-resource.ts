import { explain } from '../../core/explanation/explain.js';
import type { ExplainDeps } from '../../core/explanation/explain.js';
import { HISTORY_STEP_MS } from '../../core/history/registry-history.js';
import type { RegistryHistory } from '../../core/history/registry-history.js';
import type { Journal } from '../../core/journal/journal.js';
import { journalPage } from '../../core/journal/journal-page.js';
import { versionOf, zoneOf } from '../../core/listing/instance-filter.js';
import type { RegistryListing } from '../../core/listing/registry-listing.js';
import type { Lease } from '../../core/lease.js';
import type { LeaseStore } from '../../core/lease-store.js';
import { said } from '../../core/sentences/said.js';
import { measureMembers } from '../../replication/measures/measures-document.js';
import { maskedDocument } from '../../security/secrets/masked-secrets.js';
import { writePosition } from '../../watch/position.js';
import { readJournalQuery } from './journal-query.js';
import { readListingQuery, writeCursor } from './listing-query.js';
import { prometheusTargets } from './prometheus-targets.js';
import { telling } from './reply.js';
import type { Reply } from './reply.js';
import { queryValue } from './request-path.js';
import { segment } from './wire-request.js';
import type { WireRequest } from './wire-request.js';

export interface OperationsResourceDeps extends ExplainDeps {
  readonly store: LeaseStore;
  readonly journal: Journal;
  readonly listing: RegistryListing;
  readonly history: RegistryHistory;
  readonly changeLog: { readonly revision: number };
  /** This incarnation of the node. */
  readonly node: string;
}

/** What operators read: explanations, journal, the registry by pages, targets for Prometheus (docs/protocol.md). */
export class OperationsResource {
  constructor(private readonly deps: OperationsResourceDeps) {}

  readonly explain = (request: WireRequest): Reply => {
    const explanation = explain(segment(request, 2).toUpperCase(), segment(request, 3), this.deps);
    const measures = explanation.measures.map(measureMembers);
    return json(maskedDocument({ ...explanation, measures }), explanation.isRegistered ? 200 : 404);
  };

  readonly journal = ({ query }: WireRequest): Reply => {
    const { journal, changeLog, node } = this.deps;
    const asked = readJournalQuery(query, node);
    if (!asked.ok) return telling(400, asked.fault);
    const { filter, limit, before } = asked.value;
    const { entries, next } = journalPage(journal, filter, limit, before);
    return json({
      revision: writePosition({ node, revision: changeLog.revision }),
      entries: maskedDocument(entries),
      next: next === undefined ? undefined : writePosition({ node, revision: next }),
    });
  };

  readonly history = ({ query }: WireRequest): Reply => {
    const since = Number(queryValue(query, 'since') ?? 0);
    if (!(since >= 0)) return telling(400, said('query.since-ms'));
    const { history } = this.deps;
    return json({ everyMs: HISTORY_STEP_MS, points: history.since(since), now: history.now() });
  };

  readonly instances = async ({ query }: WireRequest): Promise<Reply> => {
    const asked = readListingQuery(query);
    if (!asked.ok) return telling(400, asked.fault);
    const { filter, limit, after } = asked.value;
    const { rows, next } = await this.deps.listing.instances(filter, limit, after);
    return json({ ...this.#whole(), rows: rows.map(rowOf), next: writeCursor(next) });
  };

  readonly applications = async ({ query }: WireRequest): Promise<Reply> => {
    const asked = readListingQuery(query);
    if (!asked.ok) return telling(400, asked.fault);
    const { filter, limit, after } = asked.value;
    const { rows, next } = await this.deps.listing.applications(filter, limit, after);
    return json({ ...this.#whole(), rows, next: writeCursor(next) });
  };

  /** Prometheus' HTTP service discovery. */
  readonly prometheusTargets = ({ query }: WireRequest): Reply => {
    const asked = readListingQuery(query);
    if (!asked.ok) return telling(400, asked.fault);
    return json(prometheusTargets(this.deps.store.leases(), asked.value.filter));
  };

  /** Of the whole registry, whatever is asked for. */
  #whole(): object {
    const { store, changeLog, node } = this.deps;
    return {
      revision: writePosition({ node, revision: changeLog.revision }),
      applications: store.applications().size,
      instances: store.size,
      statuses: Object.fromEntries([...store.statusCounts()].filter(([, count]) => count > 0)),
    };
  }
}

function rowOf(lease: Lease): object {
  const { app, id, instance, registeredAt, lastRenewalAt } = lease;
  const { hostName, ipAddr, port, securePort, status, overriddenStatus, vipAddress } = instance;
  return {
    app,
    id,
    hostName,
    ipAddr,
    port: port.enabled ? port.number : undefined,
    securePort: securePort.enabled ? securePort.number : undefined,
    vipAddress,
    status,
    overriddenStatus,
    zone: zoneOf(instance),
    version: versionOf(instance),
    registeredAt,
    lastRenewalAt,
  };
}

function json(document: unknown, status = 200): Reply {
  return { kind: 'document', status, contentType: 'application/json', body: JSON.stringify(document) };
}
