import { useContext, useState } from 'react';
import type { JournalEntry, JournalPage } from '../api/operation-shapes.js';
import { RegistryContext } from '../live/registry-context.js';
import { useResource } from '../live/use-resource.js';
import { FaultNote } from '../parts/fault-note.js';
import { replaceRoute, routeText } from '../route.js';
import { useText } from '../text/text-context.js';
import { JournalTable } from './journal-table.js';

const KINDS = [
  'registered',
  'registered-again',
  'cancelled',
  'evicted',
  'status-changed',
  'override-set',
  'override-removed',
  'hold-began',
  'hold-ended',
  'peer-available',
  'peer-unavailable',
  'administered',
];
const NAMES = ['kind', 'app', 'principal'] as const;

/** What has changed, who did it; the address holds the filters. */
export function JournalView({ query }: { readonly query: Readonly<Record<string, string>> }): React.JSX.Element {
  const { api } = useContext(RegistryContext);
  const { say, nameOf } = useText();
  const filter = Object.fromEntries(NAMES.flatMap((name) => (query[name] ? [[name, query[name]]] : [])));
  const key = `journal ${JSON.stringify(filter)}`;
  const newest = useResource(key, () => api.get<JournalPage>('x/journal', filter));
  const [older, setOlder] = useState<{ readonly key: string; readonly page: JournalPage }>();
  const earlier = older?.key === key ? older.page : undefined;
  const next = earlier === undefined ? newest.value?.next : earlier.next;
  const entries = merged(newest.value?.entries ?? [], earlier?.entries ?? []);
  const change = (name: string, value: string): void =>
    replaceRoute(routeText(['journal'], { ...query, [name]: value }));
  const more = async (): Promise<void> => {
    const answer = await api.get<JournalPage>('x/journal', { ...filter, cursor: next });
    if (answer.kind !== 'ok') return newest.reload();
    setOlder({ key, page: { ...answer.value, entries: merged(entries, answer.value.entries) } });
  };
  return (
    <>
      <h2>{say('journal.title')}</h2>
      <form role="search" className="filters filter-fields" onSubmit={(event) => event.preventDefault()}>
        <label>
          {say('journal.kind')}
          <select value={query['kind'] ?? ''} onChange={({ target }) => change('kind', target.value)}>
            <option value="">{say('services.any')}</option>
            {KINDS.map((kind) => (
              <option key={kind} value={kind}>
                {nameOf('kind', kind)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {say('journal.application')}
          <input value={query['app'] ?? ''} onChange={({ target }) => change('app', target.value)} />
        </label>
        <label>
          {say('journal.by')}
          <input value={query['principal'] ?? ''} onChange={({ target }) => change('principal', target.value)} />
        </label>
      </form>
      <FaultNote fault={newest.fault} />
      {newest.value !== undefined && entries.length === 0 && <p className="note">{say('journal.none')}</p>}
      {entries.length > 0 && (
        <div className="card">
          <JournalTable entries={entries} />
        </div>
      )}
      {next !== undefined && (
        <p>
          <button type="button" onClick={() => void more()}>
            {say('journal.more')}
          </button>
        </p>
      )}
    </>
  );
}

/** Each line once, newest first. */
function merged(newer: readonly JournalEntry[], older: readonly JournalEntry[]): readonly JournalEntry[] {
  const byNumber = new Map([...older, ...newer].map((entry) => [entry.number, entry]));
  return [...byNumber.values()].sort((one, other) => other.number - one.number);
}
