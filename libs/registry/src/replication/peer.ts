import type { Cancel, TimerClock } from '@nest-eureka/time';
import type { BatchFailure, BatchOutcome } from './batch-outcome.js';
import type { ItemAnswers } from './item-answers.js';
import type { NodeIdentity } from './node-identity.js';
import type { PeerCalls } from './peer-calls.js';
import { PeerLedger } from './peer-ledger.js';
import type { PaceSettings } from './peer-pace.js';
import { PeerPace } from './peer-pace.js';
import type { PeerChange, PeerReport, PeerState } from './peer-report.js';
import type { ReplicationMessage } from './replication-message.js';
import type { ReplicationQueue } from './replication-queue.js';

export interface PeerSettings {
  /** Most items of a batch. @default 250 (server.md 4.2) */
  readonly batchSize: number;
  /** How long a message waits for company. @default 500 (server.md 4.2) */
  readonly lingerMs: number;
  /**
   * The shortest time between two batches to a node of ours; what comes later than that after the last one leaves at once. A
   * heartbeat waits as long as to any other, since nobody waits for it. @default 50
   */
  readonly lingerToOwnMs: number;
  /** How often a peer that is sent nothing is asked whether it is there. @default 10_000 */
  readonly askIntervalMs: number;
  readonly pace: PaceSettings;
}

export interface PeerDeps {
  readonly calls: PeerCalls;
  readonly queue: ReplicationQueue;
  readonly answers: ItemAnswers;
  readonly clock: TimerClock;
  /** Numbers in [0, 1). */
  readonly random: () => number;
  /** Says what a node that answered is to this one. */
  readonly recognise: (peer: Peer, node: NodeIdentity) => 'peer' | 'self' | 'twin';
  readonly onChange: (change: PeerChange) => void;
  readonly onError: (error: unknown) => void;
  /** Nothing will be sent any more. */
  readonly onEnd: () => void;
}

/**
 * Sends one peer what happened here: in batches, one at a time, so that order is kept; after a failure again, with pauses; only
 * asking for it while it is away (server.md 4.2, 4.3). Nobody ever waits for it, and it never keeps more than its queue.
 */
export class Peer {
  readonly #pace: PeerPace;
  readonly #ledger: PeerLedger;
  readonly #abort = new AbortController();
  #state: PeerState = 'connecting';
  #node: NodeIdentity | undefined;
  /** Smaller than the settings' while the peer rejects batches, to find out which item it will not have. */
  #batchLimit: number;
  /** When what waits is to leave, at the latest. */
  #dueAt = 0;
  #lastCallAt = 0;
  #cancelTimer: Cancel = () => {};
  #sending: Promise<void> | undefined;

  constructor(
    readonly url: string,
    readonly zone: string | undefined,
    private readonly settings: PeerSettings,
    private readonly deps: PeerDeps,
  ) {
    this.#pace = new PeerPace(settings.pace, deps.random);
    this.#ledger = new PeerLedger(deps.clock);
    this.#batchLimit = settings.batchSize;
  }

  get state(): PeerState {
    return this.#state;
  }

  /** The node of ours that answered last. */
  get node(): NodeIdentity | undefined {
    return this.#node;
  }

  get report(): PeerReport {
    const { queue, clock } = this.deps;
    const since = queue.oldestSince;
    return {
      url: this.url,
      zone: this.zone,
      state: this.#state,
      node: this.#node?.id,
      protocolVersion: this.#node?.version,
      breaker: this.#pace.isBroken ? 'open' : 'closed',
      clockOffsetMs: this.#ledger.clockOffsetMs,
      lastSuccessAt: this.#ledger.lastSuccessAt,
      lastFailure: this.#ledger.lastFailure,
      failuresInARow: this.#ledger.failuresInARow,
      queued: queue.size,
      waitingMs: since === undefined ? 0 : clock.monotonic() - since,
      lastLagMs: this.#ledger.lastLagMs,
      counts: this.#ledger.counts,
      dropped: { ...queue.dropped },
    };
  }

  /** Asks for the peer at once; messages may have come in before. */
  start(): void {
    this.#plan();
  }

  submit(message: ReplicationMessage): void {
    if (isOver(this.#state)) return;
    const { queue } = this.deps;
    const isFirst = queue.size === 0;
    queue.add(message);
    const dueAt = this.#dueAtOf(message);
    if (!isFirst && dueAt >= this.#dueAt) return;
    this.#dueAt = dueAt;
    this.#plan();
  }

  /** Sends what still waits, for so long at most, and ends. */
  async close(withinMs: number): Promise<void> {
    this.#cancelTimer();
    const cancel = this.deps.clock.after(withinMs, () => this.#abort.abort());
    if (this.#state === 'available' && withinMs > 0) await this.#flush();
    cancel();
    this.#end('closed', undefined);
    await this.#sending;
  }

  async #flush(): Promise<void> {
    await this.#sending;
    while (this.deps.queue.size > 0 && this.#pace.pausedUntil === 0 && !this.#abort.signal.aborted) {
      this.#cancelTimer();
      await this.#send();
    }
  }

  #plan(): void {
    this.#cancelTimer();
    if (this.#sending !== undefined || isOver(this.#state)) return;
    const now = this.deps.clock.monotonic();
    const dueAt = Math.max(this.#pace.pausedUntil, this.#workDueAt(now));
    this.#cancelTimer = this.deps.clock.after(Math.max(0, dueAt - now), () => void this.#send());
  }

  #workDueAt(now: number): number {
    // what failed is tried again as soon as the pause is over
    if (this.#pace.mustAsk || this.#pace.isFailing) return now;
    if (this.deps.queue.size === 0) return this.#lastCallAt + this.settings.askIntervalMs;
    return this.#dueAt;
  }

  /** Towards a node of ours the first of several goes ahead: what waits is lost when this node is killed. */
  #dueAtOf({ action, since }: ReplicationMessage): number {
    const { lingerMs, lingerToOwnMs } = this.settings;
    if (this.#node === undefined || action === 'Heartbeat') return since + lingerMs;
    return Math.max(since, this.#lastCallAt + lingerToOwnMs);
  }

  #send(): Promise<void> {
    this.#sending ??= this.#exchange()
      .catch((error: unknown) => {
        this.#pace.failed('rejected', this.deps.clock.monotonic());
        this.deps.onError(error);
      })
      .finally(() => {
        this.#sending = undefined;
        this.#plan();
      });
    return this.#sending;
  }

  async #exchange(): Promise<void> {
    const { calls, queue, clock } = this.deps;
    this.#lastCallAt = clock.monotonic();
    const batch = this.#pace.mustAsk ? [] : queue.take(this.#batchLimit, this.#lastCallAt);
    const node = this.#node;
    const { signal } = this.#abort;
    this.#settle(batch, await this.#call(() => calls.sendBatch(batch, { node, signal })));
  }

  /** A fault of our own, such as an item that cannot be written, is dealt with as if the peer had rejected the batch. */
  async #call(send: () => Promise<BatchOutcome>): Promise<BatchOutcome> {
    try {
      return await send();
    } catch (error) {
      this.deps.onError(error);
      return { kind: 'rejected', message: 'could not be sent to' };
    }
  }

  #settle(batch: readonly ReplicationMessage[], outcome: BatchOutcome): void {
    if (isOver(this.#state) || outcome.kind === 'aborted') return;
    if (outcome.kind === 'delivered') return this.#delivered(batch, outcome);
    this.#ledger.failed(outcome);
    if (outcome.kind === 'rejected' && batch.length > 0) return this.#rejected(batch);
    this.#returnToQueue(batch);
    this.#failed(outcome);
  }

  #delivered(batch: readonly ReplicationMessage[], outcome: Extract<BatchOutcome, { kind: 'delivered' }>): void {
    this.#pace.succeeded();
    this.#ledger.arrived(batch.length, batch[0]?.since, outcome.clockOffsetMs);
    this.#node = outcome.node;
    const role = outcome.node === undefined ? 'peer' : this.deps.recognise(this, outcome.node);
    if (role !== 'peer') return this.#end(role, undefined);
    if (batch.length > 0) this.#batchLimit = Math.min(this.settings.batchSize, this.#batchLimit * 2);
    this.#become('available', undefined);
    // Java's rule: an answer of another length belongs to nobody
    if (outcome.responses.length !== batch.length) return;
    for (const [index, response] of outcome.responses.entries()) {
      const verdict = this.deps.answers.take(batch[index] as ReplicationMessage, response);
      this.#ledger.judged(verdict);
      if (verdict.kind === 'wanted') this.submit(verdict.registration);
    }
  }

  /** Java drops the whole batch; here only the item that the peer will not have even alone. */
  #rejected(batch: readonly ReplicationMessage[]): void {
    if (batch.length > 1) {
      this.#batchLimit = Math.ceil(batch.length / 2);
      return this.#returnToQueue(batch);
    }
    this.#ledger.rejected();
    this.#pace.failed('rejected', this.deps.clock.monotonic());
  }

  #failed(failure: BatchFailure): void {
    const retryAfterMs = failure.kind === 'congested' ? failure.retryAfterMs : undefined;
    this.#pace.failed(failure.kind, this.deps.clock.monotonic(), retryAfterMs);
    if (this.#pace.isBroken) this.#become('unavailable', failure.message, failure.kind);
  }

  #returnToQueue(batch: readonly ReplicationMessage[]): void {
    this.#dueAt = this.#lastCallAt;
    this.deps.queue.putBack(batch);
  }

  #become(state: PeerState, reason: string | undefined, failure?: BatchFailure['kind']): void {
    const from = this.#state;
    if (from === state) return;
    this.#state = state;
    const { failures } = this.#ledger.counts;
    this.deps.onChange({ url: this.url, from, to: state, reason, ...(failure && { failure }), failures });
  }

  #end(state: 'self' | 'twin' | 'closed', reason: string | undefined): void {
    this.#cancelTimer();
    this.#abort.abort();
    this.deps.queue.clear();
    if (!isOver(this.#state)) this.deps.onEnd();
    this.#become(state, reason);
  }
}

function isOver(state: PeerState): boolean {
  return state === 'self' || state === 'twin' || state === 'closed';
}
