import type { ReactNode } from 'react';
import type { ClusterView, PageState, PeerView } from '../api/shapes.js';
import { Told } from '../parts/told.js';
import { localTime, relativeTime, shortSpan } from '../text/spans.js';
import { useText } from '../text/text-context.js';
import type { Text } from '../text/text-context.js';

/** A peer that is behind by more than this is worth a sentence. */
const LONG_LAG_MS = 5_000;
/** What came in before does not tell how it is now. */
const RECENT_MS = 60_000;

interface Sentence {
  readonly isBad: boolean;
  readonly text: string;
  /** What the registry adds. */
  readonly detail?: ReactNode;
}

/** The registry's state in one sentence, or in as many as there is trouble. */
export function StateSentences({
  state,
  cluster,
}: {
  readonly state: PageState;
  readonly cluster: ClusterView | undefined;
}): React.JSX.Element {
  const text = useText();
  return (
    <ul className="state" aria-live="polite">
      {sentences(state, cluster, text).map(({ isBad, text: said, detail }) => (
        <li key={said} className={isBad ? 'state-bad' : 'state-well'}>
          <span aria-hidden="true">{isBad ? '▲' : '✓'}</span> {said}
          {detail !== undefined && <span className="soft"> {detail}</span>}
        </li>
      ))}
    </ul>
  );
}

function sentences(state: PageState, cluster: ClusterView | undefined, text: Text): readonly Sentence[] {
  const { say } = text;
  const instances = Object.values(state.statuses).reduce((sum, count) => sum + count, 0);
  const notUp = instances - (state.statuses['UP'] ?? 0);
  const troubles: Sentence[] = [];
  const bad = (said: string, detail?: ReactNode): void => {
    troubles.push({ isBad: true, text: said, ...(detail === undefined ? {} : { detail }) });
  };
  if (!state.isReady) bad(say('state.starting'));
  const { holds } = state.system;
  const ofAll = holds.filter(({ scope }) => scope === 'registry');
  // those of single applications say nothing more then; the card has them all
  for (const { scope, missing, known, since, reason, said } of ofAll.length > 0 ? ofAll : holds) {
    const whose = scope === 'registry' ? say('state.registry') : scope;
    bad(
      say('state.hold', { missing, known, scope: whose, time: localTime(since, text.language) }),
      <Told said={said} english={reason} />,
    );
  }
  for (const peer of cluster?.peers ?? []) for (const said of peerTroubles(peer, state.at, text)) bad(said);
  if (notUp > 0) bad(say('state.down', { count: notUp, instances }));
  if (cluster?.unverified !== undefined && cluster.unverified.count > 0) {
    bad(say('state.unverified', { count: cluster.unverified.count }));
  }
  if (!state.selfPreservation.enabled) bad(say('state.preservationOff'));
  const well =
    instances === 0 ? say('state.empty') : say('state.well', { instances, applications: state.applications });
  if (troubles.length === 0) troubles.push({ isBad: false, text: well });
  if (!state.hasUsers) troubles.push({ isBad: true, text: say('state.open') });
  return troubles;
}

/** @param now of the server's clock, in ms */
function peerTroubles(peer: PeerView, now: number, { say, language, nameOf }: Text): readonly string[] {
  const { url, state, lastSuccessAt, waitingMs, comparison, received } = peer;
  const { host } = new URL(url);
  if (state === 'unavailable' || state === 'connecting') {
    const since =
      lastSuccessAt === undefined ? '' : say('state.peerSince', { ago: relativeTime(lastSuccessAt - now, language) });
    return [say('state.peer', { host, state: nameOf('peer', state), since })];
  }
  const comesLateMs = received !== undefined && now - received.lastAt < RECENT_MS ? (received.lastLagMs ?? 0) : 0;
  return [
    ...(waitingMs > LONG_LAG_MS ? [say('state.lag', { host, lag: shortSpan(waitingMs) })] : []),
    ...(comesLateMs > LONG_LAG_MS ? [say('state.lagIn', { host, lag: shortSpan(comesLateMs) })] : []),
    ...(comparison?.isSame === false && waitingMs <= LONG_LAG_MS ? [say('state.differs', { host })] : []),
  ];
}
