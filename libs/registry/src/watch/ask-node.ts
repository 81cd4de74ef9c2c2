import { toInstanceStatus } from '@nest-eureka/protocol';
import type { DecodeResult } from '@nest-eureka/protocol';
import type { EndpointCalls } from '@nest-eureka/transport';
import type { AskNode, NodeSeen, SeenQuestion } from './seen-everywhere.js';

const PATH = 'x/replication/seen';
/** Beyond what the node waits. */
const ANSWER_MS = 1_000;

/** Asks a node of ours; one that does not know the path cannot tell. */
export function askNode(endpoint: Pick<EndpointCalls, 'send'>): AskNode {
  return async (question) => {
    const limitMs = question.waitMs + ANSWER_MS;
    const request = { method: 'GET', path: `${PATH}?${writeQuestion(question)}`, decode: readNodeSeen } as const;
    const outcome = await endpoint.send(request, { timeoutMs: limitMs, silenceMs: limitMs });
    return outcome.kind === 'answered' && outcome.status === 200 ? outcome.value : undefined;
  };
}

export function writeQuestion({ app, id, status, lastDirtyTimestamp, waitMs }: SeenQuestion): string {
  const parameters = { app, id, status, dirty: String(lastDirtyTimestamp), wait: String(waitMs) };
  return new URLSearchParams(parameters).toString();
}

/** Undefined for what none of our nodes would ask. */
export function readQuestion(query: string): SeenQuestion | undefined {
  const parameters = new URLSearchParams(query);
  const [app, id] = [parameters.get('app'), parameters.get('id')];
  const status = toInstanceStatus(parameters.get('status') ?? undefined);
  const [lastDirtyTimestamp, waitMs] = [Number(parameters.get('dirty') ?? NaN), Number(parameters.get('wait') ?? NaN)];
  if (app === null || id === null || status === undefined) return undefined;
  if (!Number.isFinite(lastDirtyTimestamp) || !(waitMs >= 0)) return undefined;
  return { app, id, status, lastDirtyTimestamp, waitMs };
}

const readNodeSeen = async (text: string): Promise<DecodeResult<NodeSeen>> => {
  const value = nodeSeenOf(text);
  if (value !== undefined) return { ok: true, value };
  return { ok: false, fault: { kind: 'malformed', message: 'not who has seen it', path: '' } };
};

function nodeSeenOf(text: string): NodeSeen | undefined {
  try {
    const { watchers, missing, polled } = JSON.parse(text) as Readonly<Record<string, unknown>>;
    if (typeof watchers !== 'number' || typeof missing !== 'number' || typeof polled !== 'boolean') return undefined;
    return { watchers, missing, polled };
  } catch {
    return undefined;
  }
}
