import { promisify } from 'node:util';
import * as zlib from 'node:zlib';
import { HEADERS, PATHS, decodeReplicationResponse, encodeReplicationList } from '@nest-eureka/protocol';
import type { DecodeResult, WireFormat } from '@nest-eureka/protocol';
import type { Clock } from '@nest-eureka/time';
import type {
  EndpointAnswer,
  EndpointCalls,
  EndpointFailure,
  EndpointOutcome,
  EndpointRequest,
} from '@nest-eureka/transport';
import type { LeaseStore } from '../core/lease-store.js';
import { EXCHANGE_PATHS } from './anti-entropy/exchange-calls.js';
import type { BatchOutcome } from './batch-outcome.js';
import type { BatchTracing, TraceHeaders } from './batch-tracing.js';
import type { ItemAnswer } from './item-answer.js';
import { NODE_PROTOCOL, nodeHeader, readNodeHeader } from './node-identity.js';
import type { NodeIdentity } from './node-identity.js';
import { messageAge } from './own/message-age.js';
import { decodeOwnAnswer } from './own/own-answer.js';
import { encodeOwnBatch } from './own/own-batch.js';
import { inPlaces, orderOf } from './own/own-order.js';
import { itemOf } from './replication-message.js';
import type { ReplicationMessage } from './replication-message.js';
import { retryAfterMs } from './retry-after.js';

export interface BatchOptions {
  /** The node of ours that answered last. It is told who sends; any other peer gets what Java sends. */
  readonly node: NodeIdentity | undefined;
  readonly signal: AbortSignal;
}

/** Who sends. */
export interface Sender {
  /** Told to Netflix's rate limiter (server.md 1.7). */
  readonly address: string;
  readonly node: NodeIdentity;
}

export interface PeerCallsDeps {
  readonly clock: Clock;
  readonly store: LeaseStore;
  /** Undefined: batches are part of no trace. */
  readonly tracing?: BatchTracing | undefined;
}

/** Calls to one peer. Never reject. */
export interface PeerCalls {
  /** Sends messages; without any, the answer tells whether there is a peer, and which (server.md 4.6). */
  sendBatch(messages: readonly ReplicationMessage[], options: BatchOptions): Promise<BatchOutcome>;
}

/** A body below this is not worth packing. */
const PACKED_FROM = 1024;
/** Statuses of a node that does not know batches of our own, whatever it said before. */
const NOT_SPOKEN: ReadonlySet<number> = new Set([400, 404, 405, 406, 415, 501]);

const packed = promisify<string, zlib.ZlibOptions, Buffer>(zlib.gzip);

type Answers = readonly ItemAnswer[];

interface Sending {
  readonly signal: AbortSignal;
  readonly trace?: TraceHeaders;
}

/**
 * Java's receiver takes every item for a peer's; the replication header is not sent (server.md 4.6, wire-live.md 5.2). Only a node
 * of ours is sent packed batches, since Spring's servers refuse them, and batches of our own, where it says that it knows them.
 */
export function createPeerCalls(endpoint: EndpointCalls, sender: Sender, deps: PeerCallsDeps): PeerCalls {
  const { clock, store, tracing } = deps;
  const headers = {
    [HEADERS.identityName]: 'DefaultServer',
    [HEADERS.identityVersion]: '1.0',
    [HEADERS.identityId]: sender.address,
  };
  const headersToOwn = { ...headers, [HEADERS.node]: nodeHeader(sender.node) };
  const headersOfPacked = { ...headersToOwn, 'content-encoding': 'gzip' };
  /** Id of the node that refused a batch of our own; another one after its next start. */
  let refusedBy: string | undefined;

  const post = async (request: EndpointRequest<Answers>, text: string, isOurs: boolean, { signal, trace }: Sending) => {
    const isPacked = isOurs && text.length > PACKED_FROM;
    const body = isPacked ? await packed(text, { level: zlib.Z_BEST_SPEED }) : text;
    const sent = isPacked ? headersOfPacked : isOurs ? headersToOwn : headers;
    return endpoint.send({ ...request, body, headers: trace === undefined ? sent : { ...sent, ...trace } }, { signal });
  };

  /** Undefined where the node does not know such batches. */
  const sendOwn = async (messages: readonly ReplicationMessage[], node: NodeIdentity, sending: Sending) => {
    const now = clock.monotonic();
    const text = encodeOwnBatch(messages, (message) => messageAge(message, store, now));
    const outcome = await post(OWN_BATCH, text, true, sending);
    if (outcome.kind === 'answered' && NOT_SPOKEN.has(outcome.status)) {
      refusedBy = node.id;
      return undefined;
    }
    const result = outcomeOf(outcome, clock.now());
    if (result.kind !== 'delivered') return result;
    return { ...result, responses: inPlaces(result.responses, orderOf(messages)) };
  };

  const send = async (
    messages: readonly ReplicationMessage[],
    node: NodeIdentity | undefined,
    sending: Sending,
  ): Promise<BatchOutcome> => {
    const speaksOwn = Math.min(node?.version ?? 0, sender.node.version) >= NODE_PROTOCOL.ownBatches;
    if (node !== undefined && speaksOwn && node.id !== refusedBy && messages.length > 0) {
      const outcome = await sendOwn(messages, node, sending);
      if (outcome !== undefined) return outcome;
    }
    const isOurs = node !== undefined;
    const text = encodeReplicationList(messages.map((message) => itemOf(message, isOurs)));
    return outcomeOf(await post(BATCH, text, isOurs, sending), clock.now());
  };

  return {
    async sendBatch(messages, { node, signal }) {
      // one without messages only asks whether there is a peer
      if (tracing === undefined || messages.length === 0) return send(messages, node, { signal });
      return tracing.batch(endpoint.endpoint.url, messages.length, (trace) => send(messages, node, { signal, trace }));
    },
  };
}

/** A batch that was taken is not sent again because its answer cannot be read. */
function readable(decoded: DecodeResult<Answers>): DecodeResult<Answers> {
  return decoded.ok ? decoded : { ok: true, value: [] };
}

const WANTED_HEADERS = [HEADERS.node, 'retry-after', 'date'];

const BATCH: EndpointRequest<Answers> = {
  method: 'POST',
  path: PATHS.replicationBatch(),
  wantedHeaders: WANTED_HEADERS,
  decode: async (text: string, format: WireFormat) => readable(decodeReplicationResponse(text, format)),
};

const OWN_BATCH: EndpointRequest<Answers> = {
  method: 'POST',
  path: EXCHANGE_PATHS.batch,
  wantedHeaders: WANTED_HEADERS,
  decode: async (text: string) => readable(decodeOwnAnswer(text)),
};

function outcomeOf(outcome: EndpointOutcome<Answers>, now: number): BatchOutcome {
  return outcome.kind === 'failed' ? failure(outcome) : answer(outcome, now);
}

function answer({ status, value, headers = {} }: EndpointAnswer<Answers>, now: number): BatchOutcome {
  if (status >= 200 && status < 300) {
    const date = Date.parse(headers['date'] ?? '');
    // the header leaves out what is less than a second: half of one on average
    const clockOffsetMs = Number.isNaN(date) ? undefined : date + 500 - now;
    return { kind: 'delivered', node: readNodeHeader(headers[HEADERS.node]), clockOffsetMs, responses: value ?? [] };
  }
  const message = `answered ${status}`;
  switch (status) {
    case 429:
    case 502:
    case 503:
    case 504:
      return { kind: 'congested', message, retryAfterMs: retryAfterMs(headers['retry-after'], now) };
    case 400:
    case 413:
    case 422:
    case 500:
      return { kind: 'rejected', message };
    default:
      return { kind: 'refused', message };
  }
}

/** A silent peer may have taken the batch; Java counts it as congested (server.md 4.3). */
function failure({ reason, message }: EndpointFailure): BatchOutcome {
  switch (reason) {
    case 'aborted':
      return { kind: 'aborted' };
    case 'timeout':
      return { kind: 'silent', message };
    case 'unreachable':
    case 'unreadable':
    case 'too-large':
      return { kind: 'unreachable', message };
  }
}
