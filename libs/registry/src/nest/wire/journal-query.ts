import { INSTANCE_KINDS, REGISTRY_KINDS } from '../../core/journal/journal-entry.js';
import type { JournalKind } from '../../core/journal/journal-entry.js';
import type { JournalFilter } from '../../core/journal/journal-page.js';
import { readPosition } from '../../watch/position.js';
import { readLimit } from './listing-query.js';
import type { QueryReading } from './listing-query.js';

const KINDS: readonly JournalKind[] = [...INSTANCE_KINDS, ...REGISTRY_KINDS];

export interface JournalQuery {
  readonly filter: JournalFilter;
  readonly limit: number;
  /** Only lines before this number. */
  readonly before: number | undefined;
}

/** @param node this incarnation of the node: revisions and cursors of another one mean nothing here */
export function readJournalQuery(query: string, node: string): QueryReading<JournalQuery> {
  const parameters = new URLSearchParams(query);
  const text = (name: string): string | undefined => parameters.get(name) || undefined;
  const limit = readLimit(text('limit'));
  if (!limit.ok) return limit;
  const kinds = text('kind')?.split(',');
  const known = kinds?.flatMap((name) => KINDS.filter((kind) => kind === name));
  if (kinds?.length !== known?.length) return fault(`kind must be one of ${KINDS.join(', ')}, or several with commas`);
  const [since, sinceAt, cursor] = [text('since'), readInstant(text('sinceAt')), text('cursor')];
  if (Number.isNaN(sinceAt)) return fault('sinceAt must be milliseconds since the epoch, or an ISO time');
  const [revision, place] = [readPosition(since), readPosition(cursor)];
  if (since !== undefined && revision === undefined)
    return fault('since must be a revision, as the change stream tells it');
  if (cursor !== undefined && place?.node !== node)
    return fault('cursor must be the next of a page before, of this node since its start');
  const filter: JournalFilter = {
    app: text('app')?.toUpperCase(),
    id: text('id'),
    kinds: known && new Set(known),
    principal: text('principal'),
    // of another incarnation everything is new
    sinceRevision: revision?.node === node ? revision.revision : undefined,
    sinceAt,
  };
  return { ok: true, value: { filter, limit: limit.value, before: place?.revision } };
}

function readInstant(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  return /^\d+$/.test(text) ? Number(text) : Date.parse(text);
}

function fault(text: string): { readonly ok: false; readonly fault: string } {
  return { ok: false, fault: text };
}
