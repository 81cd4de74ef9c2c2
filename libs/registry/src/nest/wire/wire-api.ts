import type { IncomingMessage } from 'node:http';
import type { Attribution } from '../../core/attribution.js';
import type { Admitted } from '../../security/gatekeeper.js';
import type { RequestMeter } from '../metrics/request-meter.js';
import type { ServerTracing } from '../tracing/server-tracing.js';
import { Callers } from './callers.js';
import { negotiate } from './negotiation.js';
import type { Negotiated } from './negotiation.js';
import { readContentType } from './request-content.js';
import type { RequestPath } from './request-path.js';
import { notFound } from './reply.js';
import type { Reply } from './reply.js';
import { allowOf, operationFor } from './route-table.js';
import type { GuardedRoute, Operation, RouteTable } from './route-table.js';
import { originOf } from './wire-request.js';
import type { WireRequest } from './wire-request.js';

const XML: Negotiated = {
  collection: { format: 'xml', contentType: 'application/xml' },
  entity: { format: 'xml', contentType: 'application/xml' },
  error: 'json',
};

/** What the API has for a path and a method; undefined members make 404 and 405. */
export interface WireMatch {
  readonly path: Extract<RequestPath, { kind: 'api' }>;
  readonly route: GuardedRoute | undefined;
  readonly operation: Operation | undefined;
}

/** The Eureka API: finds the operation of a request, negotiates and lets it answer (server.md 1.2). */
export class WireApi {
  readonly #callers = new Callers();

  constructor(
    private readonly routes: RouteTable,
    private readonly attribution: Attribution,
    private readonly meter: RequestMeter,
    private readonly tracing: Pick<ServerTracing, 'request'> | undefined,
  ) {}

  match(method: string, path: WireMatch['path']): WireMatch {
    const route = this.routes.find(path.segments);
    return { path, route, operation: route && operationFor(route, method) };
  }

  answer(
    request: IncomingMessage,
    { path, route, operation }: WireMatch,
    { principal, session }: Admitted,
  ): Reply | Promise<Reply> {
    const method = request.method ?? 'GET';
    if (route === undefined) return notFound('There is nothing at this path.');
    if (operation === undefined)
      return method === 'OPTIONS' ? optionsReply(request, route) : wrongMethod(method, route);
    const negotiated = negotiate(request.headers.accept);
    // a POST of the wrong type is told that first, as JAX-RS does
    const isReadable = method !== 'POST' || readContentType(request.headers['content-type']).kind === 'readable';
    if (negotiated === undefined && isReadable && operation.takesAnyAccept !== true) {
      return { kind: 'error', status: 406, message: 'Accept must allow application/json or application/xml.' };
    }
    const origin = originOf(request, principal);
    const caller = this.#callers.of(request, principal, origin);
    const asked: WireRequest = {
      http: request,
      version: path.version,
      segments: path.segments,
      query: path.query,
      negotiated: negotiated ?? XML,
      principal,
      session,
      origin,
      caller,
    };
    const answer = (): Reply | Promise<Reply> => this.attribution.during(caller, () => operation.handle(asked));
    const { tracing } = this;
    if (tracing === undefined) return this.meter.measure(operation, answer);
    return this.meter.measure(operation, () => tracing.request(operation, request, answer));
  }
}

function wrongMethod(method: string, route: GuardedRoute): Reply {
  const allow = allowOf(route, false);
  return {
    kind: 'error',
    status: 405,
    message: `${method} is not possible here; ${allow} are.`,
    headers: { Allow: allow },
  };
}

/** Without the WADL that Java's servers write. */
function optionsReply(request: IncomingMessage, route: GuardedRoute): Reply {
  const contentType = negotiate(request.headers.accept)?.entity.contentType ?? 'application/xml';
  return { kind: 'options', allow: allowOf(route, true), contentType };
}
