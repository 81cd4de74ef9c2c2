import type { PeerFailure } from './batch-outcome.js';
import type { PeerCounts } from './peer-ledger.js';
import type { DroppedMessages } from './replication-queue.js';

/** `self`: the URL leads to this very node; `twin`: to a node that another URL leads to. Nothing is sent to either. */
export type PeerState = 'connecting' | 'available' | 'unavailable' | 'self' | 'twin' | 'closed';

/** What is known about one peer; instants are wall clock, in ms. */
export interface PeerReport {
  /** Without credentials. */
  readonly url: string;
  readonly zone: string | undefined;
  readonly state: PeerState;
  /** Id of the node where it is one of ours. */
  readonly node: string | undefined;
  /** What that node understands of what our nodes agree on among themselves. */
  readonly protocolVersion: number | undefined;
  /** `open`: it is only asked whether it is there. */
  readonly breaker: 'closed' | 'open';
  /** How far its clock is ahead of ours, to a second, as its answers say; undefined where they say nothing. */
  readonly clockOffsetMs: number | undefined;
  readonly lastSuccessAt: number | undefined;
  readonly lastFailure: PeerFailure | undefined;
  readonly failuresInARow: number;
  /** Messages that wait. */
  readonly queued: number;
  /** How long the oldest of them has waited, 0 when none waits. */
  readonly waitingMs: number;
  /** How long the oldest item of the last batch had waited when the peer had it. */
  readonly lastLagMs: number | undefined;
  readonly counts: PeerCounts;
  readonly dropped: Readonly<DroppedMessages>;
}

/** A peer came, went or was recognised. */
export interface PeerChange {
  readonly url: string;
  readonly from: PeerState;
  readonly to: PeerState;
  /** Why, where there is something to say; what the peer did, to be read after its name. */
  readonly reason: string | undefined;
  /** What kind of failure that was. */
  readonly failure?: PeerFailure['kind'];
  /** Calls that had failed until now. */
  readonly failures: number;
}
