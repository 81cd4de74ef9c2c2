import type { ItemAnswer } from './item-answer.js';
import type { NodeIdentity } from './node-identity.js';

/** How a batch came out (server.md 4.3). `message` is to be read after the peer's name and never holds credentials. */
export type BatchOutcome =
  | {
      readonly kind: 'delivered';
      /** Which node of ours answered; undefined: it is not one of ours. */
      readonly node: NodeIdentity | undefined;
      /** How far its clock is ahead of ours, ms; from a header that counts seconds. Undefined where it says no time. */
      readonly clockOffsetMs?: number | undefined;
      /** One for each item, or none at all where the answer could not be read. */
      readonly responses: readonly ItemAnswer[];
    }
  /** It cannot take more just now. */
  | {
      readonly kind: 'congested';
      readonly message: string;
      /** How long it asks to be left in peace. */
      readonly retryAfterMs?: number | undefined;
    }
  /** No answer: whether the batch arrived is not known, it may even arrive yet. */
  | { readonly kind: 'silent'; readonly message: string }
  | { readonly kind: 'unreachable'; readonly message: string }
  /** It will not take this batch, however often it is sent. */
  | { readonly kind: 'rejected'; readonly message: string }
  /** It will not take anything from us. */
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'aborted' };

/** A batch that has to be sent again, or whose sending has told nothing. */
export type BatchFailure = Exclude<BatchOutcome, { readonly kind: 'delivered' | 'aborted' }>;

/** The last of them, for who asks how things stand; `at` is wall clock, in ms. */
export interface PeerFailure {
  readonly at: number;
  readonly kind: BatchFailure['kind'];
  readonly message: string;
}
