import type { JournalEntry } from '../api/operation-shapes.js';
import { callerText } from '../instance/lease-facts.js';
import { Moment } from '../parts/moment.js';
import { routeText } from '../route.js';
import { useText } from '../text/text-context.js';
import type { Text } from '../text/text-context.js';

/** Lines of the journal, newest first. */
export function JournalTable({ entries }: { readonly entries: readonly JournalEntry[] }): React.JSX.Element {
  const text = useText();
  const { say, nameOf } = text;
  return (
    <div className="scroll" tabIndex={0} role="group" aria-label={say('journal.title')}>
      <table className="plain journal">
        <thead>
          <tr>
            {(['when', 'what', 'which', 'change', 'who'] as const).map((name) => (
              <th scope="col" key={name}>
                {say(`journal.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <tr key={entry.number}>
              <td className="journal-when">
                <Moment at={entry.at} />
              </td>
              <td className="journal-what">
                <span className="badge">{nameOf('kind', entry.kind)}</span>
              </td>
              <td className="journal-which text">{whichOf(entry)}</td>
              <td className="journal-change text">{changeOf(entry, text)}</td>
              <td className="journal-who text">{callerText(entry.by) ?? say('journal.itself')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function whichOf({ app, id }: JournalEntry): React.ReactNode {
  if (app === undefined) return '';
  if (id === undefined) return app;
  return <a href={routeText(['instance', app, id])}>{`${app} ${id}`}</a>;
}

function changeOf({ from, to, detail, said }: JournalEntry, { tell }: Text): string {
  const change = from === undefined ? (to ?? '') : `${from} → ${to ?? '–'}`;
  return [change, tell(said) ?? detail ?? ''].filter((part) => part !== '').join(' · ');
}
