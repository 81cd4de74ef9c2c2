import type { Channel } from './channel.js';
import { isEverything } from './selection.js';
import type { Subscriber } from './subscriber.js';
import type { Watcher } from './watcher.js';

/** How far one who watches an instance has got. */
export interface WatcherStanding extends Partial<Watcher> {
  readonly watches: 'everything' | 'a part';
  /** It says what it has seen when it is asked. */
  readonly confirms: boolean;
  /** Revision up to which it has been told; undefined: nothing yet, or it has to start over. */
  readonly told: number | undefined;
  /** Revision up to which it has said so, or else its connection has taken everything; undefined: not yet. */
  readonly seen: number | undefined;
  /** It has been told all that concerns what it watches. */
  readonly isCurrent: boolean;
}

/** All who watch an instance on this node, with some of them: those who are behind come first. */
export interface Watchers {
  readonly streams: number;
  readonly behind: number;
  readonly watchers: readonly WatcherStanding[];
}

export function watchersIn(channels: Iterable<Channel>, limit: number): Watchers {
  const behind: WatcherStanding[] = [];
  const current: WatcherStanding[] = [];
  let [streams, countBehind] = [0, 0];
  for (const channel of channels) {
    for (const subscriber of channel.subscribers) {
      streams++;
      const isCurrent = (subscriber.revision ?? -1) >= channel.changedAt;
      if (!isCurrent) countBehind++;
      const some = isCurrent ? current : behind;
      if (some.length < limit) some.push(standingOf(subscriber, channel, isCurrent));
    }
  }
  return { streams, behind: countBehind, watchers: [...behind, ...current].slice(0, limit) };
}

function standingOf(
  { options, revision, seenRevision }: Subscriber,
  { selection }: Channel,
  isCurrent: boolean,
): WatcherStanding {
  return {
    ...options.watcher,
    watches: isEverything(selection) ? 'everything' : 'a part',
    confirms: options.confirms,
    told: revision,
    seen: seenRevision < 0 ? undefined : seenRevision,
    isCurrent,
  };
}
