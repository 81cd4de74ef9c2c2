import { toInstanceStatus } from '@nest-eureka/protocol';
import type { InstanceStatus } from '@nest-eureka/protocol';
import type { InstanceFilter } from '../../core/listing/instance-filter.js';
import type { ListingCursor } from '../../core/listing/registry-listing.js';
import { said } from '../../core/sentences/said.js';
import type { Said } from '../../core/sentences/said.js';
import type { SentenceCode } from '../../core/sentences/sentences.js';

const DEFAULT_LIMIT = 100;
const MOST = 1_000;
const LONGEST_SEARCH = 200;

/** A value read from a query, or what is wrong with it. */
export type QueryReading<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: Said };

/** What a listing is asked for. */
export interface ListingQuery {
  readonly filter: InstanceFilter;
  readonly limit: number;
  readonly after: ListingCursor | undefined;
}

export function readListingQuery(query: string): QueryReading<ListingQuery> {
  const parameters = new URLSearchParams(query);
  const text = (name: string): string | undefined => parameters.get(name) || undefined;
  const limit = readLimit(text('limit'));
  if (!limit.ok) return limit;
  const statuses = readStatuses(text('status'));
  if (!statuses.ok) return statuses;
  const cursor = text('cursor');
  const after = cursor === undefined ? undefined : readCursor(cursor);
  if (cursor !== undefined && after === undefined) return fault('query.cursor');
  const filter: InstanceFilter = {
    search: text('search')?.slice(0, LONGEST_SEARCH),
    app: text('app'),
    statuses: statuses.value,
    zone: text('zone'),
    version: text('version'),
    metadata: readEntry(text('metadata')),
  };
  return { ok: true, value: { filter, limit: limit.value, after } };
}

export function readLimit(text: string | undefined): QueryReading<number> {
  if (text === undefined) return { ok: true, value: DEFAULT_LIMIT };
  const limit = Number(text);
  return Number.isInteger(limit) && limit >= 1 && limit <= MOST
    ? { ok: true, value: limit }
    : fault('query.limit', { limit: MOST });
}

/** Opaque to clients. */
export function writeCursor(cursor: ListingCursor | undefined): string | undefined {
  if (cursor === undefined) return undefined;
  const { app, id } = cursor;
  return Buffer.from(JSON.stringify(id === undefined ? [app] : [app, id])).toString('base64url');
}

/** Undefined when the text is no cursor. */
export function readCursor(text: string): ListingCursor | undefined {
  try {
    const [app, id, ...rest] = JSON.parse(Buffer.from(text, 'base64url').toString()) as readonly unknown[];
    if (typeof app !== 'string' || rest.length > 0 || (id !== undefined && typeof id !== 'string')) return undefined;
    return { app, id };
  } catch {
    return undefined;
  }
}

function readStatuses(text: string | undefined): QueryReading<ReadonlySet<InstanceStatus> | undefined> {
  if (text === undefined) return { ok: true, value: undefined };
  const statuses = text.split(',').map((status) => toInstanceStatus(status.toUpperCase()));
  const known = statuses.filter((status) => status !== undefined);
  return known.length === statuses.length ? { ok: true, value: new Set(known) } : fault('query.status');
}

/** `name` or `name:value`. */
function readEntry(text: string | undefined): InstanceFilter['metadata'] {
  if (text === undefined) return undefined;
  const colon = text.indexOf(':');
  return colon < 0 ? { name: text, value: undefined } : { name: text.slice(0, colon), value: text.slice(colon + 1) };
}

/** What is wrong with a query. */
export function fault(code: SentenceCode, values?: Said['values']): { readonly ok: false; readonly fault: Said } {
  return { ok: false, fault: said(code, values) };
}
