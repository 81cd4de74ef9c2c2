import { EndpointCalls } from '../endpoint/endpoint-calls.js';
import type { SendOptions } from '../endpoint/endpoint-calls.js';
import type { Connections } from '../endpoint/connections.js';
import type { EndpointAnswer, EndpointFailure, EndpointOutcome } from '../endpoint/endpoint-outcome.js';
import { failed } from '../endpoint/endpoint-outcome.js';
import type { EndpointRequest } from '../endpoint/endpoint-request.js';
import { Endpoint } from '../endpoint/endpoint.js';
import { TimeLimit } from '../endpoint/time-limit.js';
import { redirectTarget } from './redirect-target.js';

const MAX_HOPS = 10;
/** Java follows 302 alone; the others are what reverse proxies say. */
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 307, 308]);

export interface RedirectDeps {
  readonly connections: Connections;
  /** The configured registry of a service URL, whose credentials then go with the request. */
  readonly knownEndpoint: (url: string) => Endpoint | undefined;
}

/** An outcome, and whose it is: the registry at the end of the redirects. */
export interface Sent<T> {
  readonly outcome: EndpointOutcome<T>;
  /** Its service URL, without credentials. */
  readonly server: string;
}

/**
 * Calls to one chosen registry that go where it sends them, and from then on straight there, until that fails
 * (client.md 3.4). Unlike Java's client it leaves the host's name in place, since certificates speak of names.
 */
export class RedirectingCalls {
  readonly #first: EndpointCalls;
  #pinned: EndpointCalls;

  constructor(
    readonly endpoint: Endpoint,
    private readonly deps: RedirectDeps,
  ) {
    this.#first = new EndpointCalls(endpoint, deps.connections);
    this.#pinned = this.#first;
  }

  /** The registry at the end of the redirects. */
  get current(): EndpointCalls {
    return this.#pinned;
  }

  async send<T>(request: EndpointRequest<T>, options: SendOptions): Promise<Sent<T>> {
    const limit = new TimeLimit(options.timeoutMs, this.deps.connections.clock);
    let calls = this.#pinned;
    for (let hop = 0; hop <= MAX_HOPS; hop++) {
      const outcome = await calls.send(request, { signal: options.signal, timeoutMs: limit.leftMs });
      if (outcome.kind === 'failed' || !REDIRECTS.has(outcome.status)) return this.#settle(calls, outcome);
      const next = this.#follow(calls.endpoint, request.path, outcome);
      if (!(next instanceof EndpointCalls)) return this.#settle(calls, next);
      calls = next;
    }
    return this.#settle(calls, failed('unreadable', `redirected more than ${MAX_HOPS} times`));
  }

  #settle<T>(calls: EndpointCalls, outcome: EndpointOutcome<T>): Sent<T> {
    if (outcome.kind !== 'failed') this.#pinned = calls;
    else if (outcome.reason !== 'aborted') this.#pinned = this.#first;
    return { outcome, server: calls.endpoint.url };
  }

  #follow(from: Endpoint, path: string, { location }: EndpointAnswer<unknown>): EndpointCalls | EndpointFailure {
    if (location === undefined) return failed('unreadable', 'redirected without saying where');
    const url = redirectTarget(location, from.url + path, path);
    if (url === undefined) return failed('unreadable', 'redirected to what is no registry');
    return new EndpointCalls(this.deps.knownEndpoint(url) ?? unknownAt(url, from), this.deps.connections);
  }
}

function unknownAt(url: string, from: Endpoint): Endpoint {
  return keepsCredentials(new URL(url), new URL(from.url))
    ? new Endpoint(url, from.zone, from.authorization, from.isStranger)
    : new Endpoint(url, from.zone, undefined, true);
}

/** They go on to another path of the same host, or when it sends http to https, never to a host that nobody configured. */
function keepsCredentials(url: URL, from: URL): boolean {
  if (url.origin === from.origin) return true;
  return url.hostname === from.hostname && url.protocol === 'https:' && url.port === '' && from.port === '';
}
