import type { PageState, PeerView } from '../api/shapes.js';
import { Moment } from '../parts/moment.js';
import { shortSpan } from '../text/spans.js';
import { useText } from '../text/text-context.js';

/** Each peer with the lag that is measured both ways. */
export function ReplicaTable({
  replicas,
  peers,
}: {
  readonly replicas: PageState['replicas'];
  readonly peers: readonly PeerView[];
}): React.JSX.Element {
  const { say } = useText();
  if (replicas.length === 0) return <p className="soft">{say('replicas.none')}</p>;
  return (
    <div className="scroll" tabIndex={0} role="group" aria-label={say('replicas.title')}>
      <table className="plain">
        <thead>
          <tr>
            {(['peer', 'state', 'out', 'in', 'queued', 'same', 'heard'] as const).map((name) => (
              <th scope="col" key={name}>
                {say(`replicas.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {replicas.map((replica) => (
            <ReplicaRow key={replica.url} replica={replica} peer={peers.find(({ url }) => url === replica.url)} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ReplicaRow({
  replica,
  peer,
}: {
  readonly replica: PageState['replicas'][number];
  readonly peer: PeerView | undefined;
}): React.JSX.Element {
  const { say, nameOf } = useText();
  const { url, host, available, trouble } = replica;
  const same = peer?.comparison?.isSame;
  return (
    <tr>
      <th scope="row">
        <a href={url} title={url} rel="noreferrer">
          {host}:{new URL(url).port || (url.startsWith('https') ? '443' : '80')}
        </a>
      </th>
      <td>
        <span className={available ? 'badge badge-up' : 'badge badge-down'}>
          <span aria-hidden="true">{available ? '▲' : '▼'}</span>{' '}
          {nameOf('peer', peer?.state ?? (available ? 'available' : 'unavailable'))}
        </span>
        {trouble !== undefined && <Trouble kind={peer?.lastFailure?.kind} english={trouble} />}
      </td>
      <td>{lag(peer?.waitingMs === 0 ? peer.lastLagMs : (peer?.waitingMs ?? peer?.lastLagMs))}</td>
      <td>{lag(peer?.received?.lastLagMs)}</td>
      <td>{peer?.queued ?? '–'}</td>
      <td>{same === undefined ? '–' : say(same ? 'replicas.yes' : 'replicas.no')}</td>
      <td>{peer?.lastSuccessAt === undefined ? '–' : <Moment at={peer.lastSuccessAt} isLong={false} />}</td>
    </tr>
  );
}

/** What it did last, and in the registry's own words what that was exactly. */
function Trouble({
  kind,
  english,
}: {
  readonly kind: string | undefined;
  readonly english: string;
}): React.JSX.Element {
  const { nameOf, language } = useText();
  const exact = <span lang="en">{`it ${english}`}</span>;
  if (language === 'en' || kind === undefined) return <span className="soft"> {exact}</span>;
  return (
    <span className="soft">
      {' '}
      {nameOf('trouble', kind)} ({exact})
    </span>
  );
}

function lag(ms: number | undefined): string {
  return ms === undefined ? '–' : shortSpan(ms);
}
