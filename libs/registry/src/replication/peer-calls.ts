import { promisify } from 'node:util';
import * as zlib from 'node:zlib';
import { HEADERS, PATHS, decodeReplicationResponse, encodeReplicationList } from '@nest-eureka/protocol';
import type { DecodeResult, ReplicationInstance, ReplicationInstanceResponse, WireFormat } from '@nest-eureka/protocol';
import type {
  EndpointAnswer,
  EndpointCalls,
  EndpointFailure,
  EndpointOutcome,
  EndpointRequest,
} from '@nest-eureka/transport';
import type { BatchOutcome } from './batch-outcome.js';
import { nodeHeader, readNodeHeader } from './node-identity.js';

export interface BatchOptions {
  /** To a node of ours this node says who it is, so that the stamps of cancels count; any other gets what Java sends. */
  readonly isPeerOurs: boolean;
  readonly signal: AbortSignal;
}

/** Who sends. */
export interface Sender {
  /** Told to Netflix's rate limiter (server.md 1.7). */
  readonly address: string;
  readonly nodeId: string;
}

/** Calls to one peer. Never reject. */
export interface PeerCalls {
  /** Sends items; without any, the answer tells whether there is a peer, and which (server.md 4.6). */
  sendBatch(items: readonly ReplicationInstance[], options: BatchOptions): Promise<BatchOutcome>;
}

/** A body below this is not worth packing. */
const PACKED_FROM = 1024;

const packed = promisify<string, zlib.ZlibOptions, Buffer>(zlib.gzip);

type Responses = readonly ReplicationInstanceResponse[];

/** Java's receiver takes every item for a peer's; the replication header is not sent (server.md 4.6, wire-live.md 5.2).
 * Only a node of ours is sent packed batches: Spring's servers refuse them. */
export function createPeerCalls(endpoint: EndpointCalls, sender: Sender): PeerCalls {
  const headers = {
    [HEADERS.identityName]: 'DefaultServer',
    [HEADERS.identityVersion]: '1.0',
    [HEADERS.identityId]: sender.address,
  };
  const headersToOwn = { ...headers, [HEADERS.node]: nodeHeader(sender.nodeId) };
  const headersOfPacked = { ...headersToOwn, 'content-encoding': 'gzip' };
  return {
    async sendBatch(items, { isPeerOurs, signal }) {
      const text = encodeReplicationList(items);
      if (isPeerOurs && text.length > PACKED_FROM) {
        const body = await packed(text, { level: zlib.Z_BEST_SPEED });
        return outcomeOf(await endpoint.send({ ...BATCH, body, headers: headersOfPacked }, { signal }));
      }
      const sent = { ...BATCH, body: text, headers: isPeerOurs ? headersToOwn : headers };
      return outcomeOf(await endpoint.send(sent, { signal }));
    },
  };
}

/** A batch that was taken is not sent again because its answer cannot be read. */
async function readResponses(text: string, format: WireFormat): Promise<DecodeResult<Responses>> {
  const decoded = decodeReplicationResponse(text, format);
  return decoded.ok ? decoded : { ok: true, value: [] };
}

const BATCH: EndpointRequest<Responses> = {
  method: 'POST',
  path: PATHS.replicationBatch(),
  wantedHeaders: [HEADERS.node],
  decode: readResponses,
};

function outcomeOf(outcome: EndpointOutcome<Responses>): BatchOutcome {
  return outcome.kind === 'failed' ? failure(outcome) : answer(outcome);
}

function answer({ status, value, headers }: EndpointAnswer<Responses>): BatchOutcome {
  if (status >= 200 && status < 300) {
    return { kind: 'delivered', node: readNodeHeader(headers?.[HEADERS.node]), responses: value ?? [] };
  }
  const message = `answered ${status}`;
  switch (status) {
    case 429:
    case 502:
    case 503:
    case 504:
      return { kind: 'congested', message };
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
