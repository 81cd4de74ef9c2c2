import { useContext } from 'react';
import { pathOf } from '../api/registry-api.js';
import type { WatchersDocument, WatcherView } from '../api/watcher-shapes.js';
import { RegistryContext } from '../live/registry-context.js';
import { useResource } from '../live/use-resource.js';
import { Moment } from '../parts/moment.js';
import { Section } from '../parts/section.js';
import { useText } from '../text/text-context.js';

/** Who is told of an instance, and how far each has got; nothing where there is no stream. */
export function WatchersCard({ app, id }: { readonly app: string; readonly id: string }): React.JSX.Element | null {
  const { api } = useContext(RegistryContext);
  const { say } = useText();
  const path = `x/apps/${pathOf(app, id)}/watchers`;
  const { value } = useResource(path, () => api.get<WatchersDocument>(path));
  if (value === undefined) return null;
  const { streams, behind, watchers, polls, otherNodes } = value;
  return (
    <Section title={say('watchers.title')} className="card wide">
      <p>
        {say(behind === 0 ? 'watchers.streams' : 'watchers.behindText', { streams, behind })}{' '}
        {polls.named > 0 && `${say('watchers.polls', { count: polls.named })} `}
        {polls.nameless && `${say('watchers.nameless')} `}
        {otherNodes > 0 && say('watchers.otherNodes', { count: otherNodes })}
      </p>
      {watchers.length > 0 && <WatcherTable watchers={watchers} revision={value.revision} />}
      {streams > watchers.length && (
        <p className="soft">{say('watchers.more', { count: streams - watchers.length })}</p>
      )}
    </Section>
  );
}

function WatcherTable({
  watchers,
  revision,
}: {
  readonly watchers: readonly WatcherView[];
  readonly revision: number;
}): React.JSX.Element {
  const { say } = useText();
  return (
    <div className="scroll" tabIndex={0} role="group" aria-label={say('watchers.title')}>
      <table className="plain">
        <thead>
          <tr>
            {(['who', 'client', 'since', 'watches', 'told', 'seen'] as const).map((name) => (
              <th scope="col" key={name}>
                {say(`watchers.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {watchers.map((watcher, index) => (
            <WatcherRow key={`${watcher.name} ${watcher.at} ${index}`} watcher={watcher} revision={revision} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function WatcherRow({
  watcher,
  revision,
}: {
  readonly watcher: WatcherView;
  readonly revision: number;
}): React.JSX.Element {
  const { say } = useText();
  const { user, address, client, name, at, watches, confirms, told, seen, isCurrent } = watcher;
  return (
    <tr>
      <td className="text">{[user, address].filter((part) => part !== undefined).join(', ')}</td>
      <td className="text" title={name}>
        {client ?? '–'}
      </td>
      <td>{at === undefined ? '–' : <Moment at={at} isLong={false} />}</td>
      <td>{say(watches === 'everything' ? 'watchers.everything' : 'watchers.part')}</td>
      <td>
        <span className={isCurrent ? 'badge badge-up' : 'badge badge-down'}>
          <span aria-hidden="true">{isCurrent ? '▲' : '▼'}</span>{' '}
          {isCurrent ? say('watchers.current') : say('watchers.behind', { count: revision - (told ?? 0) })}
        </span>
        <span className="soft">{told}</span>
      </td>
      <td>{seen ?? (confirms ? say('watchers.unasked') : '–')}</td>
    </tr>
  );
}
