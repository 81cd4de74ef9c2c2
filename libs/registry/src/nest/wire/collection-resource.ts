import { HEADERS } from '@nest-eureka/protocol';
import type { AccessGate } from '../../core/access-gate.js';
import type { Payload } from '../../core/response-cache/payload.js';
import type { ResponseCache } from '../../core/response-cache/response-cache.js';
import type { View } from '../../core/response-cache/view.js';
import { closedReply } from './closed-reply.js';
import type { ClosedAnswer } from './closed-reply.js';
import { notFound } from './reply.js';
import type { Reply } from './reply.js';
import { queryValue } from './request-path.js';
import { asksForGzip, detailOf, encodingOf, segment } from './wire-request.js';
import type { WireRequest } from './wire-request.js';

/** Reads of many instances at once: the whole registry, its delta, an application, a VIP (server.md 1.4 A-C, L, M). */
export class CollectionResource {
  constructor(
    private readonly cache: ResponseCache,
    private readonly gate: AccessGate,
    private readonly settings: { readonly disableDelta: boolean; readonly closedAnswer: ClosedAnswer },
  ) {}

  readonly all = (request: WireRequest): Reply | Promise<Reply> =>
    this.#registry({ kind: 'all', ...regionsOf(request) }, request);

  readonly delta = (request: WireRequest): Reply | Promise<Reply> => {
    if (this.settings.disableDelta) {
      return {
        kind: 'error',
        status: 403,
        message: 'Deltas are switched off (eureka.server.disable-delta); read /apps instead.',
      };
    }
    return this.#registry({ kind: 'delta', ...regionsOf(request) }, request);
  };

  readonly application = (request: WireRequest): Reply | Promise<Reply> => {
    const name = segment(request, 1).toUpperCase();
    return this.#plain({ kind: 'application', name }, request, `No application ${name} is registered.`);
  };

  readonly vip = (request: WireRequest): Reply | Promise<Reply> =>
    this.#plain({ kind: 'vip', address: segment(request, 1) }, request, '');

  readonly secureVip = (request: WireRequest): Reply | Promise<Reply> =>
    this.#plain({ kind: 'secure-vip', address: segment(request, 1) }, request, '');

  #registry(view: View, request: WireRequest): Reply | Promise<Reply> {
    const closed = this.#closed(view);
    if (closed !== undefined) return closed;
    if (!asksForGzip(request.http)) return this.#plain(view, request, '');
    const { format } = request.negotiated.collection;
    const found = this.cache.getGzip(view, encodingOf(format, detailOf(request.http), request.version));
    return whenReady(found, (payload) => payloadReply(payload, `application/${format}`, true, ''));
  }

  #plain(view: View, request: WireRequest, absent: string): Reply | Promise<Reply> {
    const closed = this.#closed(view);
    if (closed !== undefined) return closed;
    const { format, contentType } = request.negotiated.collection;
    const found = this.cache.get(view, encodingOf(format, detailOf(request.http), request.version));
    return whenReady(found, (payload) => payloadReply(payload, contentType, false, absent));
  }

  /** Whoever names a region is not answered before every region has been read once (server.md 4.9). */
  #closed(view: View): Reply | undefined {
    const regions = 'regions' in view ? view.regions : undefined;
    const namesRegions = regions !== undefined && regions !== OWN_REGION;
    return this.gate.shouldAllowAccess(namesRegions) ? undefined : closedReply(this.settings.closedAnswer);
  }
}

/** A name that no region has, so that it names none. */
const OWN_REGION = '-';

/** The regions asked for, in the one order that they are cached under (server.md 1.4 A). */
function regionsOf(request: WireRequest): { regions?: string } {
  if (request.http.headers[HEADERS.ownRegion] === 'true') return { regions: OWN_REGION };
  const regions = queryValue(request.query, 'regions');
  if (regions === undefined || regions === '') return {};
  const names = regions.toLowerCase().split(',');
  while (names.at(-1) === '') names.pop();
  return { regions: names.toSorted().join(',') };
}

function whenReady(
  found: Payload | undefined | Promise<Payload | undefined>,
  reply: (payload: Payload | undefined) => Reply,
): Reply | Promise<Reply> {
  return found instanceof Promise ? found.then(reply) : reply(found);
}

function payloadReply(payload: Payload | undefined, contentType: string, gzip: boolean, absent: string): Reply {
  return payload === undefined ? notFound(absent) : { kind: 'payload', contentType, payload, gzip };
}
