import type { InstanceInfo } from '@nest-eureka/protocol';
import type { LeaseChange } from '../core/change-log.js';
import { selects } from './selection.js';
import type { Selection } from './selection.js';
import type { Subscriber } from './subscriber.js';

/** What a round has to tell the subscribers of a channel. */
export interface RoundWork {
  /** What has come since the last round, each instance once, as it is now. */
  readonly changes: readonly LeaseChange[];
  /** Somebody wants to know when it has been seen. */
  readonly isAsked: boolean;
}

/** All who watch the same selection. They share the text of every event. */
export class Channel {
  /** All of them. */
  readonly subscribers = new Set<Subscriber>();
  /** Those who know everything up to the last round, and get what the next one brings. */
  readonly live = new Set<Subscriber>();
  /** Revision of the last change that concerns the selection, as long as there is the channel. */
  changedAt = 0;
  /** Up to this revision somebody has asked what was seen. */
  askedRevision = -1;
  #pending = new Map<string, LeaseChange>();
  #isAsked = false;

  constructor(readonly selection: Selection) {}

  /** Takes a change up: whoever leaves the selection, with another VIP address, is shown as DELETED. */
  note(change: LeaseChange, previous: InstanceInfo | undefined, revision: number): void {
    const { lease } = change;
    const isIn = selects(this.selection, lease.instance);
    const wasIn = previous !== undefined && selects(this.selection, previous);
    if (!isIn && !wasIn) return;
    const key = `${lease.app}/${lease.id}`;
    this.#pending.set(key, isIn ? change : { lease, actionType: 'DELETED' });
    this.changedAt = revision;
  }

  /** The subscribers shall say when they have seen everything up to this revision. */
  ask(revision: number): void {
    this.askedRevision = revision;
    this.#isAsked = true;
  }

  take(): RoundWork {
    const work = { changes: [...this.#pending.values()], isAsked: this.#isAsked };
    this.#pending = new Map();
    this.#isAsked = false;
    return work;
  }
}
