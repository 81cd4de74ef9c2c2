import type { Said } from '../api/said.js';
import type { ClusterView, PageState, PeerView, RegionView } from '../api/shapes.js';
import { isSameDay, localClock, localTime, relativeTime, shortSpan } from '../text/spans.js';
import type { Text } from '../text/text-context.js';

/** A peer that is behind by more than this is worth a sentence. */
const LONG_LAG_MS = 5_000;
/** What came in before does not tell how it is now. */
const RECENT_MS = 60_000;

/** A sentence on how the registry is. */
export interface StateSentence {
  readonly isBad: boolean;
  readonly text: string;
  /** What the registry says to it. */
  readonly detail?: { readonly said: Said | undefined; readonly english: string };
}

/** The registry's state in one sentence, or in as many as there is trouble. */
export function registryState(
  state: PageState,
  cluster: ClusterView | undefined,
  text: Text,
): readonly StateSentence[] {
  const { say } = text;
  const instances = Object.values(state.statuses).reduce((sum, count) => sum + count, 0);
  const notUp = instances - (state.statuses['UP'] ?? 0);
  const unverified = cluster?.unverified?.count ?? 0;
  const troubles = [
    ...(state.isReady ? [] : [bad(say('state.starting'))]),
    ...holdSentences(state, text),
    ...(cluster?.peers ?? []).flatMap((peer) => peerTroubles(peer, state.at, text)).map(bad),
    ...(cluster?.regions ?? []).flatMap((region) => regionTroubles(region, state.at, text)).map(bad),
    ...(notUp > 0 ? [bad(say('state.down', { count: notUp, instances }))] : []),
    ...(unverified > 0 ? [bad(say('state.unverified', { count: unverified }))] : []),
    ...(state.selfPreservation.enabled ? [] : [bad(say('state.preservationOff'))]),
  ];
  const well =
    instances === 0 ? say('state.empty') : say('state.well', { instances, applications: state.applications });
  return [
    ...(troubles.length === 0 ? [{ isBad: false, text: well }] : troubles),
    ...(state.hasUsers ? [] : [bad(say('state.open'))]),
  ];
}

function bad(text: string): StateSentence {
  return { isBad: true, text };
}

function holdSentences({ at, system: { holds } }: PageState, { say, language }: Text): readonly StateSentence[] {
  const ofAll = holds.filter(({ scope }) => scope === 'registry');
  // those of single applications say nothing more then; the card has them all
  return (ofAll.length > 0 ? ofAll : holds).map(({ scope, missing, known, since, reason, said }) => ({
    ...bad(
      say('state.hold', {
        missing,
        known,
        scope: scope === 'registry' ? say('state.registry') : scope,
        time: moment(since, at, language),
      }),
    ),
    detail: { said, english: reason },
  }));
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

function regionTroubles({ region, source, staleSince }: RegionView, now: number, text: Text): readonly string[] {
  if (source === 'none') return [text.say('state.regionUnread', { region })];
  if (staleSince === undefined) return [];
  return [text.say('state.regionStale', { region, time: moment(staleSince, now, text.language) })];
}

/** The time of day, with the day where it is another one. */
function moment(at: number, now: number, language: Text['language']): string {
  return isSameDay(at, now) ? localClock(at, language) : localTime(at, language);
}
