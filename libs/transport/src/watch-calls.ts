import type { CallFailure } from './call-outcome.js';
import type { CallOptions } from './registry-calls.js';

/** What to watch, and from where on. */
export interface WatchRequest {
  /** These VIP addresses; none for everything. */
  readonly vips: readonly string[];
  /** Id of the last event that was read. */
  readonly since: string | undefined;
  /** Longer silence of the registry ends the stream. */
  readonly silenceMs: number;
  /** The registry offers a stream, and this one has begun. Must not throw. */
  readonly onBegin: (stream: OpenedStream) => void;
  /** What came of it; nothing more is read until it ends. Rejects when nothing more is wanted. */
  readonly take: (piece: Buffer) => Promise<void>;
}

/** A stream that has begun. */
export interface OpenedStream {
  /** Service URL of the registry, without credentials. */
  readonly server: string;
  /** Tells the registry that everything up to there was seen: the data of a `confirm` event. Never rejects. */
  confirm(revision: string): Promise<void>;
}

/** How a stream came out. */
export type WatchOutcome =
  /** The registry ended it in order. */
  | { readonly kind: 'ended'; readonly server: string }
  /** This registry has no stream for us: Java's, a switched-off one, one whose user may not read. */
  | { readonly kind: 'not-offered'; readonly server: string; readonly status: number }
  | CallFailure;

/** The calls about the change stream, an addition to Eureka's. No method ever rejects or throws. */
export interface WatchCalls {
  /** Service URL of the registry that answered the last read; undefined while there is none. */
  readonly server: string | undefined;
  /** Opens a stream at that registry. Ends when the stream does. */
  open(request: WatchRequest, signal: AbortSignal): Promise<WatchOutcome>;
  /**
   * Whether the registry that took the last registration or status vouches that all who watch the instance have seen what it is
   * now (docs/protocol.md); it answers after `waitMs` at the latest. False too where it cannot tell, or does not answer.
   */
  whenSeen(app: string, id: string, waitMs: number, options?: CallOptions): Promise<boolean>;
}
