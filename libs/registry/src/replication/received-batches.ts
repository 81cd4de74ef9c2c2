import type { Clock } from '@nest-eureka/time';
import type { NodeIdentity } from './node-identity.js';

/** What one sender has sent this node since it started; instants are wall clock, in ms. */
export interface ReceivedReport {
  /** Id of the node where it is one of ours. */
  readonly node: string | undefined;
  /** What it says of itself, or where it calls from. */
  readonly address: string;
  readonly lastAt: number;
  /** Calls, those that only ask included. */
  readonly batches: number;
  readonly items: number;
  /** How long the oldest change that came last had waited when it left; undefined from a peer that does not say. */
  readonly lastLagMs: number | undefined;
}

/** A sender as its request shows it. */
export interface SenderSeen {
  readonly node: NodeIdentity | undefined;
  readonly address: string;
}

/** More peers than any cluster has; of a node that starts again each start is a sender of its own. */
const MOST_SENDERS = 100;

/** Keeps the books about what comes in from peers. */
export class ReceivedBatches {
  /** Who was heard last stands last. */
  readonly #reports = new Map<string, ReceivedReport>();

  constructor(private readonly clock: Clock) {}

  note({ node, address }: SenderSeen, items: number, lagMs: number | undefined): void {
    const key = node === undefined ? `at ${address}` : node.id;
    const before = this.#reports.get(key);
    this.#reports.delete(key);
    this.#reports.set(key, {
      node: node?.id,
      address,
      lastAt: this.clock.now(),
      batches: (before?.batches ?? 0) + 1,
      items: (before?.items ?? 0) + items,
      lastLagMs: lagMs ?? before?.lastLagMs,
    });
    for (const oldest of this.#reports.keys()) {
      if (this.#reports.size <= MOST_SENDERS) return;
      this.#reports.delete(oldest);
    }
  }

  reports(): readonly ReceivedReport[] {
    return [...this.#reports.values()];
  }
}
