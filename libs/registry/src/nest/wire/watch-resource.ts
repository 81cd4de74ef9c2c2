import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { HEADERS } from '@nest-eureka/protocol';
import type { Clock } from '@nest-eureka/time';
import type { AccessGate } from '../../core/access-gate.js';
import { said } from '../../core/sentences/said.js';
import type { Said } from '../../core/sentences/said.js';
import { maskedDocument } from '../../security/secrets/masked-secrets.js';
import { greetingText } from '../../watch/event-text.js';
import { readPosition } from '../../watch/position.js';
import { selectionOf } from '../../watch/selection.js';
import type { Watch } from '../../watch/watch.js';
import type { Watcher } from '../../watch/watcher.js';
import { ResponseSink } from '../watch/response-sink.js';
import { closedReply } from './closed-reply.js';
import type { ClosedAnswer } from './closed-reply.js';
import { badRequest, NO_CONTENT, notFound, telling } from './reply.js';
import type { Reply } from './reply.js';
import { queryValue } from './request-path.js';
import type { Handler } from './route-table.js';
import { segment } from './wire-request.js';
import type { WireRequest } from './wire-request.js';

/** What an EventSource waits before it comes again. */
const RETRY_MS = 1_000;
/** So many of those who watch an instance are named. */
const MOST_WATCHERS = 100;
const LONGEST_NAME = 64;
const LONGEST_CLIENT = 200;

const STREAM_HEADERS = {
  'Content-Type': 'text/event-stream',
  'Cache-Control': 'no-cache, no-transform',
  // nginx would hold events back
  'X-Accel-Buffering': 'no',
};

const TOO_MANY: Reply = {
  kind: 'error',
  status: 503,
  refused: 'streams',
  message: 'There are as many streams as may be (eureka.server.watch.max-subscribers); read /apps/delta instead.',
  headers: { 'Retry-After': '60' },
};

export interface WatchResourceSettings {
  readonly closedAnswer: ClosedAnswer;
  readonly clock: Clock;
  /** Lists may be older than what the stream tells, so nobody may be sent to them for what it lacks. */
  readonly listsMayBeOld: boolean;
  /** How many other nodes there are, with watchers of their own. */
  readonly otherNodes: () => number;
  /** Undefined: there is a stream. Else why not. */
  readonly absence: Said | undefined;
}

/** `x/watch`: the change stream, and who watches what (docs/protocol.md); `SeenResource` tells when they have seen it. */
export class WatchResource {
  constructor(
    private readonly watch: Watch,
    private readonly gate: AccessGate,
    private readonly settings: WatchResourceSettings,
  ) {}

  readonly stream = (request: WireRequest): Reply => {
    const { absence, closedAnswer } = this.settings;
    if (absence !== undefined) return telling(404, absence);
    if (!this.gate.shouldAllowAccess()) return closedReply(closedAnswer);
    if (this.watch.isFull) return TOO_MANY;
    const id = randomUUID();
    return {
      kind: 'stream',
      headers: { ...STREAM_HEADERS, [HEADERS.stream]: id },
      begin: (response) => this.#subscribe(request, id, response),
    };
  };

  /** A subscriber has seen everything up to there. */
  readonly confirm = ({ query }: WireRequest): Reply => {
    const position = readPosition(queryValue(query, 'revision'));
    if (position === undefined) return badRequest('revision must be the data of a confirm event.');
    const isKnown = this.watch.confirm(queryValue(query, 'stream') ?? '', position);
    return isKnown ? NO_CONTENT : notFound('There is no such stream on this node.');
  };

  /** Who is told of an instance on this node, and how far each has got. */
  readonly watchers = (request: WireRequest): Reply => {
    const { absence, otherNodes } = this.settings;
    if (absence !== undefined) return telling(404, absence);
    const [app, id] = [segment(request, 2).toUpperCase(), segment(request, 3)];
    const found = this.watch.watchersOf(app, id, MOST_WATCHERS);
    if (found === undefined) return telling(404, said('instance.unknown', { app, id }));
    const { revision } = this.watch;
    const body = { revision, ...found, polls: this.watch.polls.likely, otherNodes: otherNodes() };
    return {
      kind: 'document',
      status: 200,
      contentType: 'application/json',
      body: JSON.stringify(maskedDocument(body)),
    };
  };

  /** A read of many instances, which tells whether there are clients without a stream. */
  readonly noting =
    (handle: Handler): Handler =>
    (request) => {
      this.watch.polls.noted(watcherOf(request));
      return handle(request);
    };

  #whoIs(request: WireRequest): Watcher {
    const { name: user, address } = request.caller;
    const client = request.http.headers['user-agent']?.slice(0, LONGEST_CLIENT);
    return { name: watcherOf(request)?.slice(0, LONGEST_NAME), user, address, client, at: this.settings.clock.now() };
  }

  #subscribe(request: WireRequest, id: string, response: ServerResponse): void {
    const { http, query } = request;
    const options = {
      id,
      wantsSnapshots: this.settings.listsMayBeOld || queryValue(query, 'snapshot') !== 'false',
      confirms: queryValue(query, 'confirm') === 'true',
      watcher: this.#whoIs(request),
    };
    const selection = selectionOf(queryValue(query, 'apps'), queryValue(query, 'vips'));
    const lastEventId = http.headers['last-event-id'];
    const since = readPosition(typeof lastEventId === 'string' ? lastEventId : queryValue(query, 'since'));
    const sink = new ResponseSink(response);
    sink.write([greetingText(RETRY_MS)]);
    const subscription = this.watch.subscribe(selection, options, sink, since);
    if (subscription === undefined) return sink.end();
    const watcher = watcherOf(request);
    this.watch.polls.opened(watcher);
    response.on('drain', () => subscription.drained());
    response.once('close', () => {
      this.watch.polls.closed(watcher);
      subscription.closed();
    });
    response.on('error', () => {});
  }
}

function watcherOf({ http }: WireRequest): string | undefined {
  const name = http.headers[HEADERS.watcher];
  return typeof name === 'string' ? name : undefined;
}
