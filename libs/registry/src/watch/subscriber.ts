import type { Watcher } from './watcher.js';

/** Where a subscriber's events go. */
export interface WatchSink {
  /** Bytes wait for the reader: what is written now would pile up. */
  readonly isCongested: boolean;
  /** Must not throw, also when the connection is gone. */
  write(pieces: readonly Buffer[]): void;
  /** Ends the stream in order; `closed` of the subscription follows. */
  end(): void;
  /** Ends it at once, whatever waits in it; `closed` of the subscription follows. */
  cut(): void;
}

/** How somebody wants to watch. */
export interface SubscriptionOptions {
  /** Its own; nobody else can guess it. */
  readonly id: string;
  /** False: the subscriber reads the registry by itself when it has to start over. @default true */
  readonly wantsSnapshots: boolean;
  /** It tells what it has seen when it is asked (`confirm`). @default false */
  readonly confirms: boolean;
  /** For those who ask who watches. */
  readonly watcher?: Watcher;
}

/** One stream. Between two events it is nothing but a place in the change log, so a slow one costs no memory. */
export class Subscriber {
  /** Everything up to here has been handed over; undefined before the first event, and when only starting over helps. */
  revision: number | undefined;
  /** Everything up to here has been seen: by its own word, or else because its connection has taken it. */
  seenRevision = -1;
  /** Monotonic instant since which its connection takes nothing; undefined while it does. */
  stalledSince: number | undefined;
  /** Somebody brings it up to date just now. */
  isBeingBrought = false;
  isClosed = false;

  constructor(
    readonly sink: WatchSink,
    readonly options: SubscriptionOptions,
  ) {}

  /** @param revision up to where the subscriber knows everything, once it has what is written */
  write(pieces: readonly Buffer[], revision: number): void {
    this.revision = revision;
    this.sink.write(pieces);
    this.noteTaken();
  }

  /** What the connection has taken counts as seen for a subscriber that never says so itself. */
  noteTaken(): void {
    if (!this.options.confirms && !this.sink.isCongested) this.seenRevision = this.revision ?? -1;
  }
}
