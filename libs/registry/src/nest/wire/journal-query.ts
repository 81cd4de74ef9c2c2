import { INSTANCE_KINDS, REGISTRY_KINDS } from '../../core/journal/journal-entry.js';
import type { JournalKind } from '../../core/journal/journal-entry.js';
import type { JournalFilter } from '../../core/journal/journal-page.js';
import { readPosition } from '../../watch/position.js';
import { fault, readLimit } from './listing-query.js';
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
  if (kinds?.length !== known?.length) return fault('query.kind', { kinds: KINDS.join(', ') });
  const [since, sinceAt, cursor] = [text('since'), readInstant(text('sinceAt')), text('cursor')];
  if (Number.isNaN(sinceAt)) return fault('query.since-at');
  const [revision, place] = [readPosition(since), readPosition(cursor)];
  if (since !== undefined && revision === undefined) return fault('query.since');
  if (cursor !== undefined && place?.node !== node) return fault('query.cursor-of-node');
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
