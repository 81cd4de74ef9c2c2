import { absorb } from './absorption.js';
import type { ReplicationMessage } from './replication-message.js';

/** Messages that never left, by reason. */
export interface DroppedMessages {
  expired: number;
  /** More waited than the queue holds. */
  overflowing: number;
}

/** What one instance has waiting, oldest first. */
type Waiting = Map<string, readonly ReplicationMessage[]>;

const NOTHING: readonly ReplicationMessage[] = [];

/**
 * What waits for one peer: of each instance the newest of each kind, in order. Bounded by instances × kinds and by `capacity`,
 * whatever the peer does. An instance keeps its place until everything of it has been taken.
 */
export class ReplicationQueue {
  /** What was sent in vain; comes before the rest. */
  #returned: Waiting = new Map();
  readonly #waiting: Waiting = new Map();
  #size = 0;
  readonly dropped: DroppedMessages = { expired: 0, overflowing: 0 };

  readonly #capacity: number;

  /**
   * @param capacity most messages, at least 1 (Java's maxElementsInPeerReplicationPool)
   * @param isMoot whether a message has nothing to tell any more, although it has not expired
   */
  constructor(
    capacity: number,
    private readonly isMoot: (message: ReplicationMessage) => boolean = () => false,
  ) {
    this.#capacity = Math.max(1, capacity);
  }

  get size(): number {
    return this.#size;
  }

  /** When the oldest of all came in; undefined when none waits. */
  get oldestSince(): number | undefined {
    const first = firstOf(this.#returned) ?? firstOf(this.#waiting);
    return first?.[1][0]?.since;
  }

  /** When it is full, a heartbeat is left out, since the next one comes by itself; anything else takes the oldest's place. */
  add(message: ReplicationMessage): void {
    const key = keyOf(message);
    const queue = this.#returned.has(key) ? this.#returned : this.#waiting;
    const before = queue.get(key);
    const after = absorb(before ?? NOTHING, message);
    const size = this.#size + after.length - (before?.length ?? 0);
    if (size > this.#capacity) {
      this.dropped.overflowing++;
      if (message.action === 'Heartbeat') return;
      this.#dropOldest();
      return this.add(message);
    }
    queue.set(key, after);
    this.#size = size;
  }

  /** Takes up to `most` messages from the front; those whose time is over are dropped on the way. */
  take(most: number, now: number): readonly ReplicationMessage[] {
    const taken: ReplicationMessage[] = [];
    for (const queue of [this.#returned, this.#waiting]) {
      for (const [key, messages] of queue) {
        if (taken.length >= most) return taken;
        this.#takeOf(queue, key, messages, { taken, most, now });
      }
    }
    return taken;
  }

  /** Puts back in front what was sent in vain; whatever has come in meanwhile is newer. */
  putBack(messages: readonly ReplicationMessage[]): void {
    const front: Waiting = new Map();
    for (const message of messages) {
      const key = keyOf(message);
      front.set(key, absorb(front.get(key) ?? [], message));
    }
    for (const [key, older] of front) {
      const newer = this.#withdraw(key);
      const all = newer.reduce(absorb, older);
      front.set(key, all);
      this.#size += all.length;
    }
    for (const [key, rest] of this.#returned) front.set(key, rest);
    this.#returned = front;
    while (this.#size > this.#capacity) {
      this.dropped.overflowing++;
      this.#dropOldest();
    }
  }

  clear(): void {
    this.#returned.clear();
    this.#waiting.clear();
    this.#size = 0;
  }

  #takeOf(
    queue: Waiting,
    key: string,
    messages: readonly ReplicationMessage[],
    { taken, most, now }: { readonly taken: ReplicationMessage[]; readonly most: number; readonly now: number },
  ): void {
    let next = 0;
    for (; next < messages.length && taken.length < most; next++) {
      const message = messages[next] as ReplicationMessage;
      if (message.expiresAt <= now || this.isMoot(message)) this.dropped.expired++;
      else taken.push(message);
    }
    this.#size -= next;
    if (next === messages.length) queue.delete(key);
    else queue.set(key, messages.slice(next));
  }

  #withdraw(key: string): readonly ReplicationMessage[] {
    const queue = this.#returned.has(key) ? this.#returned : this.#waiting;
    const messages = queue.get(key) ?? [];
    queue.delete(key);
    this.#size -= messages.length;
    return messages;
  }

  #dropOldest(): void {
    const queue = this.#returned.size > 0 ? this.#returned : this.#waiting;
    const [key, messages] = firstOf(queue) ?? ['', []];
    if (messages.length > 1) queue.set(key, messages.slice(1));
    else queue.delete(key);
    this.#size--;
  }
}

function firstOf(queue: Waiting): readonly [string, readonly ReplicationMessage[]] | undefined {
  for (const entry of queue) return entry;
  return undefined;
}

/** With the name's length in front, so that no two instances share a key. */
function keyOf({ app, id }: ReplicationMessage): string {
  return `${app.length}:${app}${id}`;
}
