import type { Journal } from './journal.js';
import type { JournalEntry, JournalKind } from './journal-entry.js';

/** Which lines are wanted; what is undefined does not matter. */
export interface JournalFilter {
  /** In upper case. */
  readonly app?: string | undefined;
  readonly id?: string | undefined;
  readonly kinds?: ReadonlySet<JournalKind> | undefined;
  /** The user's name. */
  readonly principal?: string | undefined;
  /** Only what came after that revision of the registry. */
  readonly sinceRevision?: number | undefined;
  /** Only what came at that moment or later; wall clock, in ms. */
  readonly sinceAt?: number | undefined;
}

export interface JournalPage {
  /** Newest first. */
  readonly entries: readonly JournalEntry[];
  /** Where the next page starts: lines before this number; undefined when there are no more. */
  readonly next: number | undefined;
}

/** One page of the lines that fit. */
export function journalPage(
  journal: Pick<Journal, 'newestFirst'>,
  filter: JournalFilter,
  limit: number,
  before?: number,
): JournalPage {
  const entries: JournalEntry[] = [];
  for (const entry of journal.newestFirst(before)) {
    if (isOlder(entry, filter)) break;
    if (!fits(entry, filter)) continue;
    if (entries.length === limit) return { entries, next: entries.at(-1)?.number };
    entries.push(entry);
  }
  return { entries, next: undefined };
}

/** Revisions never go back, so that everything further is older too; of the clock that cannot be said. */
function isOlder(entry: JournalEntry, { sinceRevision }: JournalFilter): boolean {
  return sinceRevision !== undefined && entry.revision <= sinceRevision;
}

function fits(entry: JournalEntry, { app, id, kinds, principal, sinceAt }: JournalFilter): boolean {
  return (
    (app === undefined || entry.app === app) &&
    (id === undefined || entry.id === id) &&
    (kinds === undefined || kinds.has(entry.kind)) &&
    (principal === undefined || entry.by?.name === principal) &&
    (sinceAt === undefined || entry.at >= sinceAt)
  );
}
