import type { Cancel, TimerClock } from '@nest-eureka/time';
import type { RegistryEvent, RegistryListener } from '../core/registry-event.js';
import type { Channel } from './channel.js';
import { Channels } from './channels.js';
import { Polls } from './polls.js';
import type { Position } from './position.js';
import type { RegistryView } from './registry-view.js';
import type { Selection } from './selection.js';
import { Sightings } from './sightings.js';
import { Subscriber } from './subscriber.js';
import type { SubscriptionOptions, WatchSink } from './subscriber.js';
import { watchersIn } from './watchers.js';
import type { Watchers } from './watchers.js';
import type { WatchTexts } from './watch-texts.js';

export interface WatchSettings {
  /** This incarnation of the node. */
  readonly node: string;
  readonly maxSubscribers: number;
  /** Changes that come within this time are told together. */
  readonly coalesceMs: number;
  /** A connection that has taken nothing for so long is cut. */
  readonly stallMs: number;
}

export interface WatchDeps {
  readonly view: RegistryView;
  readonly texts: WatchTexts;
  readonly clock: TimerClock;
  /** Comes back when others have had their turn on the event loop. */
  readonly yieldToOthers: () => Promise<void>;
  readonly onError: (error: unknown) => void;
}

/** A stream as its connection sees it. */
export interface Subscription {
  /** The connection takes bytes again. */
  drained(): void;
  /** The connection is gone. */
  closed(): void;
}

/** How far those who watch an instance have got. */
export type SeenOutcome =
  | {
      readonly kind: 'told';
      readonly watchers: number;
      /** Those who have not seen it yet. */ readonly missing: number;
    }
  /** There is no such instance. */
  | { readonly kind: 'unknown' }
  /** So many wait already that nobody else may. */
  | { readonly kind: 'busy' };

/** Each remembers whom it waits for. */
const MAX_WAITS = 100;
/** Bytes for so many connections are written at once; about 2 ms. */
const WRITES_PER_TURN = 250;

/**
 * The change stream (docs/protocol.md). Changes are told in rounds: one text for each channel, written to all of its
 * subscribers. The longer a round takes the longer the next one waits, so that streams never cost more than half of a core.
 * A subscriber whose connection is congested gets nothing: once that drains it is brought up to date from the change log, or
 * has to start over.
 */
export class Watch implements RegistryListener {
  readonly polls: Polls;
  readonly #channels = new Channels();
  readonly #subscribers = new Map<string, { readonly subscriber: Subscriber; readonly channel: Channel }>();
  readonly #due = new Set<Channel>();
  readonly #sightings: Sightings;
  #cancelRound: Cancel | undefined;
  #isInRound = false;
  /** Monotonic. */
  #nextRoundAt = 0;
  #isClosed = false;

  constructor(
    private readonly deps: WatchDeps,
    private readonly settings: WatchSettings,
  ) {
    this.polls = new Polls(deps.clock);
    this.#sightings = new Sightings(deps.clock);
  }

  /** How many changes this node has seen. */
  get revision(): number {
    return this.deps.view.revision;
  }

  get size(): number {
    return this.#subscribers.size;
  }

  on(event: RegistryEvent): void {
    if (this.#channels.isEmpty || event.type === 'renewed' || event.type === 'status-confirmed') return;
    const change = this.deps.view.lastChange;
    if (change === undefined) return;
    for (const channel of this.#channels.concernedBy(event.lease.instance, event.previous)) {
      channel.note(change, event.previous, this.deps.view.revision);
      this.#due.add(channel);
    }
    if (this.#due.size > 0) this.#planRound();
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  get isFull(): boolean {
    return this.#subscribers.size >= this.settings.maxSubscribers;
  }

  /**
   * Undefined when nobody is let in.
   * @param since where the subscriber has stopped reading; anything but a place in the life of this node has it start over
   */
  subscribe(
    selection: Selection,
    options: SubscriptionOptions,
    sink: WatchSink,
    since: Position | undefined,
  ): Subscription | undefined {
    if (this.#isClosed || this.isFull) return undefined;
    const subscriber = new Subscriber(sink, options);
    if (since?.node === this.settings.node) subscriber.revision = since.revision;
    const channel = this.#channels.of(selection);
    channel.subscribers.add(subscriber);
    this.#subscribers.set(options.id, { subscriber, channel });
    void this.#bring(channel, subscriber, true);
    return {
      drained: () => this.#drained(channel, subscriber),
      closed: () => this.#closed(channel, subscriber),
    };
  }

  /** A subscriber has seen everything up to there; false when there is no such stream. */
  confirm(id: string, { node, revision }: Position): boolean {
    const subscriber = this.#subscribers.get(id)?.subscriber;
    if (subscriber === undefined || node !== this.settings.node) return false;
    // nobody can have seen more than was written
    subscriber.seenRevision = Math.max(subscriber.seenRevision, Math.min(revision, subscriber.revision ?? -1));
    this.#sightings.noted(subscriber);
    return true;
  }

  /** Ends when all who watch an instance have seen everything that has happened to it, at the latest after `waitMs`. */
  async whenSeen(app: string, id: string, waitMs: number): Promise<SeenOutcome> {
    const { revision } = this.deps.view;
    const lease = this.deps.view.find(app, id);
    if (lease === undefined) return { kind: 'unknown' };
    if (this.#sightings.size >= MAX_WAITS) return { kind: 'busy' };
    const channels = [...this.#channels.concernedBy(lease.instance)];
    for (const channel of channels) {
      channel.ask(revision);
      this.#due.add(channel);
    }
    if (channels.length > 0) this.#planRound();
    const watchers = channels.flatMap(({ subscribers }) => [...subscribers]);
    const missing = await this.#sightings.whenSeen(revision, watchers, waitMs);
    return { kind: 'told', watchers: watchers.length, missing };
  }

  /**
   * Who is told of an instance; undefined when there is none.
   * @param limit so many of them are named
   */
  watchersOf(app: string, id: string, limit: number): Watchers | undefined {
    const lease = this.deps.view.find(app, id);
    return lease && watchersIn(this.#channels.concernedBy(lease.instance), limit);
  }

  /** Lets proxies and readers know that the streams live, and cuts those that take nothing any more. */
  async beat(): Promise<void> {
    const { clock, texts, view, yieldToOthers } = this.deps;
    const now = clock.monotonic();
    let done = 0;
    for (const { subscriber, channel } of this.#subscribers.values()) {
      if (++done % WRITES_PER_TURN === 0) await yieldToOthers();
      if (subscriber.sink.isCongested) {
        subscriber.stalledSince ??= now;
        if (now - subscriber.stalledSince >= this.settings.stallMs) subscriber.sink.cut();
        continue;
      }
      subscriber.stalledSince = undefined;
      const knowsAll = channel.live.has(subscriber) && (subscriber.revision ?? -1) >= channel.changedAt;
      if (knowsAll) subscriber.revision = view.revision;
      subscriber.sink.write(texts.heartbeat(knowsAll ? subscriber.revision : undefined));
    }
  }

  /** Ends every stream; nobody can subscribe any more. */
  close(): void {
    this.#isClosed = true;
    this.#cancelRound?.();
    this.#sightings.close();
    for (const { subscriber } of this.#subscribers.values()) subscriber.sink.end();
  }

  #planRound(): void {
    if (this.#cancelRound !== undefined || this.#isInRound || this.#isClosed) return;
    const { clock } = this.deps;
    const delayMs = Math.max(0, this.#nextRoundAt - clock.monotonic());
    this.#cancelRound = clock.after(delayMs, () => {
      this.#cancelRound = undefined;
      void this.#round();
    });
  }

  async #round(): Promise<void> {
    const { clock, onError } = this.deps;
    const startedAt = clock.monotonic();
    this.#isInRound = true;
    const due = [...this.#due];
    this.#due.clear();
    for (const channel of due) await this.#tell(channel).catch(onError);
    this.#isInRound = false;
    const endedAt = clock.monotonic();
    this.#nextRoundAt = Math.max(startedAt + this.settings.coalesceMs, endedAt + (endedAt - startedAt));
    if (this.#due.size > 0) this.#planRound();
  }

  async #tell(channel: Channel): Promise<void> {
    const { texts, yieldToOthers } = this.deps;
    const { changes, isAsked } = channel.take();
    const { pieces, revision } = await texts.round(channel.selection, changes);
    let done = 0;
    for (const subscriber of channel.live) {
      if (++done % WRITES_PER_TURN === 0) await yieldToOthers();
      if ((subscriber.revision ?? -1) < revision) {
        if (subscriber.sink.isCongested) channel.live.delete(subscriber);
        else this.#write(subscriber, pieces, revision);
      }
      if (isAsked) this.#ask(channel, subscriber);
    }
  }

  /** Writes until the subscriber knows everything or its connection is congested. */
  async #bring(channel: Channel, subscriber: Subscriber, isNew: boolean): Promise<void> {
    if (subscriber.isBeingBrought) return;
    subscriber.isBeingBrought = true;
    try {
      if (isNew) await this.#catchUp(channel, subscriber);
      while (!subscriber.isClosed && !subscriber.sink.isCongested) {
        if (subscriber.revision !== undefined && subscriber.revision >= channel.changedAt) {
          subscriber.revision = this.deps.view.revision;
          subscriber.noteTaken();
          channel.live.add(subscriber);
          this.#ask(channel, subscriber);
          return;
        }
        await this.#catchUp(channel, subscriber);
      }
    } catch (error) {
      this.deps.onError(error);
      subscriber.sink.cut();
    } finally {
      subscriber.isBeingBrought = false;
    }
  }

  async #catchUp({ selection }: Channel, subscriber: Subscriber): Promise<void> {
    const { revision: from, options } = subscriber;
    const { pieces, revision } = await this.deps.texts.catchUp(selection, from, options.wantsSnapshots);
    this.#write(subscriber, pieces, revision);
  }

  #write(subscriber: Subscriber, pieces: readonly Buffer[], revision: number): void {
    if (subscriber.isClosed) return;
    subscriber.write(pieces, revision);
    this.#sightings.noted(subscriber);
  }

  /** Asks a subscriber that knows everything and that tells such things what it has seen. */
  #ask(channel: Channel, subscriber: Subscriber): void {
    const { revision = -1, seenRevision, options, sink } = subscriber;
    if (!options.confirms || seenRevision >= channel.askedRevision || revision < channel.askedRevision) return;
    sink.write(this.deps.texts.confirm(revision));
  }

  #drained(channel: Channel, subscriber: Subscriber): void {
    subscriber.stalledSince = undefined;
    subscriber.noteTaken();
    this.#sightings.noted(subscriber);
    if (!channel.live.has(subscriber)) void this.#bring(channel, subscriber, false);
  }

  #closed(channel: Channel, subscriber: Subscriber): void {
    if (subscriber.isClosed) return;
    subscriber.isClosed = true;
    this.#subscribers.delete(subscriber.options.id);
    channel.subscribers.delete(subscriber);
    channel.live.delete(subscriber);
    this.#sightings.gone(subscriber);
    if (channel.subscribers.size > 0) return;
    this.#channels.drop(channel);
    this.#due.delete(channel);
  }
}
