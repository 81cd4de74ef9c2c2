import { HEADERS, PATHS } from '@nest-eureka/protocol';
import type { DecodeResult } from '@nest-eureka/protocol';
import type { EndpointCalls } from '../endpoint/endpoint-calls.js';
import type { Decode } from '../endpoint/endpoint-request.js';
import type { CallOptions } from '../registry-calls.js';
import type { WatchCalls, WatchOutcome, WatchRequest } from '../watch-calls.js';
import type { Sessions } from './sessions.js';

/** Statuses of a registry that has a stream, only not now. */
const NOT_NOW: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504]);
const CONFIRM_TIMEOUT_MS = 5000;
/** Beyond what the registry itself waits. */
const ANSWER_MS = 1000;

const readSeen: Decode<boolean> = async (text): Promise<DecodeResult<boolean>> => {
  try {
    const { seen } = JSON.parse(text) as { readonly seen?: unknown };
    return { ok: true, value: seen === true };
  } catch {
    return { ok: false, fault: { kind: 'malformed', message: 'no JSON', path: '' } };
  }
};

/** The change stream of whichever registry reads go to. */
export class Watching implements WatchCalls {
  constructor(
    private readonly roles: { readonly registration: Sessions; readonly query: Sessions },
    private readonly watcher: string,
  ) {}

  get server(): string | undefined {
    return this.roles.query.chosen?.endpoint.url;
  }

  async open(request: WatchRequest, signal: AbortSignal): Promise<WatchOutcome> {
    const calls = this.roles.query.chosen;
    if (calls === undefined) {
      return { kind: 'failed', reason: 'no-server', status: undefined, message: 'No registry has answered yet' };
    }
    const server = calls.endpoint.url;
    const outcome = await calls.stream(
      {
        path: PATHS.watch(request.vips, request.since),
        contentType: 'text/event-stream',
        headers: { [HEADERS.watcher]: this.watcher },
        wantedHeaders: [HEADERS.stream],
        silenceMs: request.silenceMs,
        onBegin: (headers) =>
          request.onBegin({ server, confirm: (revision) => confirm(calls, headers[HEADERS.stream] ?? '', revision) }),
        take: request.take,
      },
      signal,
    );
    switch (outcome.kind) {
      case 'ended':
        return { kind: 'ended', server };
      case 'refused': {
        const { status } = outcome;
        if (!NOT_NOW.has(status)) return { kind: 'not-offered', server, status };
        return { kind: 'failed', reason: 'refused', status, message: `${server} answered ${status}` };
      }
      case 'failed':
        return { ...outcome, status: undefined, message: `${server} ${outcome.message}` };
    }
  }

  async whenSeen(app: string, id: string, waitMs: number, { signal }: CallOptions = {}): Promise<boolean> {
    const request = { method: 'GET', path: PATHS.whenSeen(app, id, waitMs), decode: readSeen } as const;
    const timeoutMs = waitMs + ANSWER_MS;
    const options = { signal, timeoutMs, silenceMs: timeoutMs };
    const outcome = await this.roles.registration.chosen?.send(request, options);
    return outcome?.kind === 'answered' && outcome.value === true;
  }
}

async function confirm(calls: EndpointCalls, stream: string, revision: string): Promise<void> {
  await calls.send({ method: 'POST', path: PATHS.confirmSeen(stream, revision) }, { timeoutMs: CONFIRM_TIMEOUT_MS });
}
