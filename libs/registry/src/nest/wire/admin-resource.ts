import type { Clock } from '@nest-eureka/time';
import type { Administration } from '../../core/administration/administration.js';
import type { Measures } from '../../core/administration/measures.js';
import type { Action, Deed, Order, OrderResult, Target } from '../../core/administration/order.js';
import type { Attribution } from '../../core/attribution.js';
import type { Journal } from '../../core/journal/journal.js';
import { englishOf, said } from '../../core/sentences/said.js';
import { measureMembers } from '../../replication/measures/measures-document.js';
import { maskedDocument } from '../../security/secrets/masked-secrets.js';
import type { Audit } from '../../security/audit/audit.js';
import { readDocument } from './document-reader.js';
import { metadataFault } from './metadata-fault.js';
import { loadOrderBodyReader } from './order-body.js';
import type { OrderBody, OrderBodyReader } from './order-body.js';
import type { BodyLimits } from './registration-resource.js';
import { telling } from './reply.js';
import type { Reply } from './reply.js';
import type { Handler } from './route-table.js';
import type { WireRequest } from './wire-request.js';

export interface AdminResourceDeps {
  readonly administration: Pick<Administration, 'carryOut'>;
  readonly measures: Pick<Measures, 'inForce'>;
  readonly attribution: Attribution;
  readonly journal: Pick<Journal, 'note'>;
  readonly audit: Audit;
  readonly clock: Clock;
  readonly limits: BodyLimits;
  /** Something was decided that other nodes are to hear of. */
  readonly onDecision: () => void;
}

/** `x/admin/…`: what operators order, and what of it is in force (docs/protocol.md). */
export class AdminResource {
  #reader: Promise<OrderBodyReader> | undefined;

  constructor(private readonly deps: AdminResourceDeps) {}

  readonly inForce = (): Reply =>
    json(200, maskedDocument({ measures: this.deps.measures.inForce().map(measureMembers) }));

  readonly order =
    (action: Action): Handler =>
    async (request) => {
      const document = await readDocument(request.http, this.deps.limits.maxBodyBytes);
      if (document.kind === 'refused') return document.reply;
      const value = document.contentType.format === 'json' ? parsed(document.text) : undefined;
      if (value === undefined) return telling(400, said('order.no-json'));
      this.#reader ??= loadOrderBodyReader();
      const body = (await this.#reader)(value.json, action);
      if ('faults' in body) return telling(400, said('order.unreadable', { faults: body.faults.join('; ') }));
      const order = orderOf(action, body, request);
      const fault = order.deed.action === 'metadata' ? metadataFault(order.deed.entries, this.deps.limits) : undefined;
      return fault === undefined ? this.#carryOut(order, request) : telling(400, fault);
    };

  #carryOut(order: Order, { caller }: WireRequest): Reply {
    const { administration, attribution, journal, clock, onDecision } = this.deps;
    const outcome = attribution.during(caller, () => administration.carryOut(order));
    const { action } = order.deed;
    if (outcome.kind === 'too-many') {
      const { instances, limit } = outcome;
      return telling(400, said('order.no-reason', { action, instances, limit }));
    }
    const { results } = outcome;
    const count = (wanted: OrderResult['outcome']): number =>
      results.filter((result) => result.outcome === wanted).length;
    const counts = { changed: count('changed'), unchanged: count('unchanged'), unknown: count('unknown') };
    if (counts.changed > 0) {
      const because = order.reason === undefined ? '' : `: ${order.reason}`;
      const done = said(`order.${action}`, { count: counts.changed, because });
      journal.note({ kind: 'administered', by: caller, detail: englishOf(done), said: done });
      onDecision();
    }
    for (const result of results) this.#audit(order, result, caller.address);
    const isNothingThere = counts.unknown === results.length;
    return json(isNothingThere ? 404 : 200, {
      action,
      at: clock.now(),
      by: order.by,
      ...counts,
      results: maskedDocument(results),
    });
  }

  #audit({ deed, by, owner, reason }: Order, result: OrderResult, from: string | undefined): void {
    if (result.outcome === 'unknown') return;
    const { app, id, before, until } = result;
    const after = { outcome: result.outcome, ...result.after, until, owner };
    this.deps.audit.record({ action: deed.action, by, from, app, id, before, after, reason });
  }
}

function orderOf(action: Action, body: OrderBody, { caller }: WireRequest): Order {
  const { app, id, owner, reason, forMs } = body;
  const named = body.targets ?? [{ app: app ?? '', ...(id === undefined ? {} : { id }) }];
  const targets = named.map((target): Target => ({ app: target.app.toUpperCase(), id: target.id }));
  return { deed: deedOf(action, body), targets, by: caller.name, owner, reason, forMs };
}

/** The body was checked to have what its kind needs. */
function deedOf(action: Action, { status = 'OUT_OF_SERVICE', weight = 1, metadata = {} }: OrderBody): Deed {
  switch (action) {
    case 'override':
      return { action, status };
    case 'weight':
      return { action, weight };
    case 'metadata':
      return { action, entries: new Map(Object.entries(metadata)) };
    case 'drain':
    case 'restore':
    case 'evict':
      return { action };
  }
}

function parsed(text: string): { readonly json: unknown } | undefined {
  try {
    return { json: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

function json(status: number, document: unknown): Reply {
  return { kind: 'document', status, contentType: 'application/json', body: JSON.stringify(document) };
}
