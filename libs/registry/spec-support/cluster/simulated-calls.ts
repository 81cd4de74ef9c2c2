import {
  decodeApplications,
  decodeReplicationResponse,
  encodeApplications,
  encodeReplicationList,
} from '@nest-eureka/protocol';
import type { DecodeResult, InstanceInfo } from '@nest-eureka/protocol';
import type { Clock } from '@nest-eureka/time';
import type { LeaseStore } from '../../src/core/lease-store.js';
import type { ExchangeAnswers } from '../../src/replication/anti-entropy/exchange-answers.js';
import type { ExchangeCalls } from '../../src/replication/anti-entropy/exchange-calls.js';
import type { ExchangeOutcome } from '../../src/replication/anti-entropy/exchange-outcome.js';
import { decodeLeaseTable, encodeLeaseTable } from '../../src/replication/anti-entropy/lease-table.js';
import type { InstanceKey } from '../../src/replication/anti-entropy/lease-table.js';
import type { BatchOutcome } from '../../src/replication/batch-outcome.js';
import { NODE_PROTOCOL } from '../../src/replication/node-identity.js';
import type { NodeIdentity } from '../../src/replication/node-identity.js';
import { messageAge } from '../../src/replication/own/message-age.js';
import { decodeOwnAnswer } from '../../src/replication/own/own-answer.js';
import { encodeOwnBatch } from '../../src/replication/own/own-batch.js';
import { inPlaces, orderOf } from '../../src/replication/own/own-order.js';
import type { BatchOptions, PeerCalls } from '../../src/replication/peer-calls.js';
import { itemOf } from '../../src/replication/replication-message.js';
import type { ReplicationMessage } from '../../src/replication/replication-message.js';
import type { Delivery } from './simulated-network.js';

const ENCODING = { format: 'json', detail: 'full', version: 'v2' } as const;

/** A node as another one reaches it. */
export interface Receiver {
  readonly identity: NodeIdentity;
  readonly answers: ExchangeAnswers;
  /** The body of a batch, answered as over HTTP. */
  receive(body: string, isFromOurs: boolean): Promise<string>;
  receiveOwn(body: string): string;
}

/** Has something done at the node that is asked, when and if the request arrives there. */
export type Ask = <T>(signal: AbortSignal, answer: (node: Receiver) => Promise<T>) => Promise<Delivery<T>>;

export interface SimulatedSender {
  readonly identity: NodeIdentity;
  readonly store: LeaseStore;
  readonly clock: Clock;
}

/** The calls of one node to another, with everything written and read as over HTTP. */
export class SimulatedCalls implements PeerCalls, ExchangeCalls {
  constructor(
    private readonly ask: Ask,
    private readonly sender: SimulatedSender,
  ) {}

  async sendBatch(
    messages: readonly ReplicationMessage[],
    { node: known, signal }: BatchOptions,
  ): Promise<BatchOutcome> {
    const { identity, store, clock } = this.sender;
    const speaksOwn = Math.min(known?.version ?? 0, identity.version) >= NODE_PROTOCOL.ownBatches;
    const isOwn = speaksOwn && messages.length > 0;
    const body = isOwn
      ? encodeOwnBatch(messages, (message) => messageAge(message, store, clock.monotonic()))
      : encodeReplicationList(messages.map((message) => itemOf(message, known !== undefined)));
    const delivery = await this.ask(signal, async (node) => ({
      node: node.identity,
      text: isOwn ? node.receiveOwn(body) : await node.receive(body, known !== undefined),
    }));
    if (signal.aborted) return { kind: 'aborted' };
    if (delivery.kind === 'refused') return { kind: 'unreachable', message: 'refused the connection' };
    if (delivery.kind === 'silent') return { kind: 'silent', message: 'said nothing' };
    const { node, text } = delivery.value;
    const responses = isOwn
      ? inPlaces(valueOf(decodeOwnAnswer(text)), orderOf(messages))
      : valueOf(decodeReplicationResponse(text, 'json'));
    return { kind: 'delivered', node, responses };
  }

  digest(signal: AbortSignal) {
    return this.#told(signal, (node) => node.answers.digest());
  }

  leases(buckets: readonly number[] | undefined, signal: AbortSignal) {
    return this.#told(signal, async ({ answers }) =>
      valueOf(decodeLeaseTable(encodeLeaseTable(await answers.leases(buckets && new Set(buckets))))),
    );
  }

  instances(keys: readonly InstanceKey[], signal: AbortSignal) {
    return this.#told(signal, async ({ answers }) => overTheWire(answers.instances(keys)));
  }

  async applications(): Promise<ExchangeOutcome<readonly InstanceInfo[]>> {
    return { kind: 'foreign' };
  }

  async #told<T>(signal: AbortSignal, answer: (node: Receiver) => Promise<T>): Promise<ExchangeOutcome<T>> {
    const delivery = await this.ask(signal, answer);
    if (delivery.kind === 'answered') return { kind: 'told', value: delivery.value };
    if (delivery.kind === 'silent') return { kind: 'failed', message: 'said nothing' };
    return { kind: 'unreachable', message: 'refused the connection' };
  }
}

/** What must be readable, since a node of ours wrote it. */
export function valueOf<T>(result: DecodeResult<T>): T {
  if (!result.ok) throw new Error(result.fault.message);
  return result.value;
}

function overTheWire(applications: ReturnType<ExchangeAnswers['instances']>): readonly InstanceInfo[] {
  const text = encodeApplications({ versionsDelta: -1, appsHashCode: undefined, applications }, ENCODING);
  return valueOf(decodeApplications(text, 'json')).applications.flatMap(({ instances }) => instances);
}
