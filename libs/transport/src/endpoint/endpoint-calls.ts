import type { IncomingMessage, RequestOptions } from 'node:http';
import type { SecureContextOptions } from 'node:tls';
import { HEADERS } from '@nest-eureka/protocol';
import { Axios } from 'axios';
import type { AxiosResponse } from 'axios';
import { formatOf, headerOf, headersOf } from './answer-headers.js';
import type { Attempt } from './attempt.js';
import type { Connections } from './connections.js';
import { drain } from './drain.js';
import type { EndpointFailure, EndpointOutcome } from './endpoint-outcome.js';
import { failed } from './endpoint-outcome.js';
import type { EndpointRequest } from './endpoint-request.js';
import type { Endpoint } from './endpoint.js';
import { readStream } from './endpoint-stream.js';
import type { EndpointStream, StreamOutcome } from './endpoint-stream.js';
import { discard, readBody } from './read-body.js';
import { requestFailure } from './request-failure.js';

const USER_AGENT = 'nest-eureka';

/**
 * An instance without axios' defaults, which the host application may have changed for itself. Redirects, statuses, time and
 * unpacking are ours.
 */
const axios = new Axios({
  adapter: 'http',
  responseType: 'stream',
  decompress: false,
  maxRedirects: 0,
  maxBodyLength: Number.POSITIVE_INFINITY,
  proxy: false,
  validateStatus: () => true,
});

export interface SendOptions {
  readonly signal?: AbortSignal | undefined;
  /** For this request as a whole. @default what the settings say of connecting and of silence */
  readonly timeoutMs?: number | undefined;
  /** Longest silence, of a call that the registry answers late on purpose. @default what the settings say of silence */
  readonly silenceMs?: number | undefined;
}

/** Eureka's calls to one registry, one request each, without retries (client.md 3.5). Never rejects. */
export class EndpointCalls {
  constructor(
    readonly endpoint: Endpoint,
    private readonly connections: Connections,
  ) {}

  async send<T>(request: EndpointRequest<T>, options: SendOptions = {}): Promise<EndpointOutcome<T>> {
    const attempt = this.connections.begin(options.signal, options.timeoutMs, options.silenceMs);
    try {
      return await this.#exchange(request, attempt);
    } catch (error) {
      return endedOr(attempt, () => requestFailure(error));
    } finally {
      this.connections.finish(attempt);
    }
  }

  /** Reads an answer bit by bit, until the registry ends it or nobody wants more. Never rejects. */
  async stream(stream: EndpointStream, signal: AbortSignal): Promise<StreamOutcome> {
    const attempt = this.connections.beginStream(signal, stream.silenceMs);
    try {
      return await this.#read(stream, attempt);
    } catch (error) {
      return endedOr(attempt, () => requestFailure(error));
    } finally {
      this.connections.finish(attempt);
    }
  }

  async #read(stream: EndpointStream, attempt: Attempt): Promise<StreamOutcome> {
    const request = {
      method: 'GET',
      path: stream.path,
      headers: { ...stream.headers, accept: stream.contentType },
    } as const;
    const opened = await this.#open(request, attempt);
    if (opened.kind === 'failed') return opened;
    const { response } = opened;
    attempt.heard();
    const isWanted = (headerOf(response, 'content-type') ?? '').toLowerCase().startsWith(stream.contentType);
    if (response.status !== 200 || !isWanted || headerOf(response, 'content-encoding') !== undefined) {
      await drain(response.data, this.connections.clock);
      return { kind: 'refused', status: response.status };
    }
    stream.onBegin(headersOf(response, stream.wantedHeaders));
    await readStream(response.data, stream, attempt);
    return { kind: 'ended' };
  }

  async #exchange<T>(request: EndpointRequest<T>, attempt: Attempt): Promise<EndpointOutcome<T>> {
    const opened = await this.#open(request, attempt);
    if (opened.kind === 'failed') return opened;
    const { response } = opened;
    attempt.heard();
    const location = headerOf(response, 'location');
    const told = request.wantedHeaders && headersOf(response, request.wantedHeaders);
    const { status, data: body } = response;
    if (request.decode === undefined || (status !== 200 && request.decodesRefusals !== true)) {
      await drain(body, this.connections.clock);
      return { kind: 'answered', status, value: undefined, location, headers: told };
    }
    const value = await this.#document(response, request.decode, attempt);
    return value.kind === 'failed' ? value : { kind: 'answered', status, value: value.value, location, headers: told };
  }

  async #open(request: EndpointRequest<unknown>, attempt: Attempt): Promise<Opened | EndpointFailure> {
    const url = this.endpoint.url + request.path;
    const authorization = await this.#authorization(attempt);
    if (authorization.kind === 'failed') return authorization;
    const tls = await attempt.race(this.connections.tlsOptions(url));
    const headers = this.#headers(request, authorization.value);
    return { kind: 'opened', response: await this.#respond({ url, request, headers, tls, attempt }) };
  }

  /** A connection that the registry closes while it is taken out of the pool tells nothing: such a request is sent anew. */
  async #respond(sending: Sending): Promise<AxiosResponse<IncomingMessage>> {
    try {
      return await this.#send(sending);
    } catch (error) {
      if (!isStale(error) || sending.attempt.ending !== undefined) throw error;
      return this.#send(sending);
    }
  }

  #send({ url, request, headers, tls, attempt }: Sending): Promise<AxiosResponse<IncomingMessage>> {
    return axios.request({
      url,
      method: request.method,
      headers,
      data: request.body,
      signal: attempt.signal,
      transport: {
        request: (options: RequestOptions, onResponse: (response: IncomingMessage) => void) =>
          this.connections.request(options, tls, attempt, onResponse),
      },
    });
  }

  #headers(request: EndpointRequest<unknown>, authorization: string | undefined): Record<string, string | false> {
    const { gzip, detail, allowRedirects, headers } = this.connections.settings;
    return {
      accept: 'application/json',
      // Netflix's server refuses `identity` on reads (wire-live.md 4.7), so without gzip nothing is said.
      'accept-encoding': gzip && 'gzip',
      // Without a word of ours axios would call an empty body a form.
      'content-type': (request.method === 'POST' || request.method === 'PUT') && 'application/json',
      'user-agent': USER_AGENT,
      ...(detail === 'compact' && { [HEADERS.eurekaAccept]: 'compact' }),
      ...(allowRedirects && { 'x-discovery-allowredirect': 'true' }),
      ...(authorization !== undefined && { authorization }),
      ...headers,
      ...request.headers,
    };
  }

  async #authorization(attempt: Attempt): Promise<Found<string> | EndpointFailure> {
    const { bearerToken } = this.connections.settings;
    const { authorization, isStranger } = this.endpoint;
    if (authorization !== undefined || bearerToken === undefined || isStranger) {
      return { kind: 'found', value: authorization };
    }
    try {
      const token = typeof bearerToken === 'string' ? bearerToken : await attempt.race(tokenOf(bearerToken));
      return { kind: 'found', value: `Bearer ${token}` };
    } catch {
      return endedOr(attempt, () => failed('unreachable', 'was not asked, since no bearer token was to be had'));
    }
  }

  async #document<T>(
    response: AxiosResponse<IncomingMessage>,
    decode: NonNullable<EndpointRequest<T>['decode']>,
    attempt: Attempt,
  ): Promise<Found<T> | EndpointFailure> {
    const { maxAnswerBytes } = this.connections.settings;
    if (Number(headerOf(response, 'content-length') ?? 0) > maxAnswerBytes) {
      discard(response.data);
      return failed('too-large', `answered with more than ${maxAnswerBytes} bytes`);
    }
    const contentEncoding = headerOf(response, 'content-encoding') ?? '';
    const body = await readBody(response.data, contentEncoding, maxAnswerBytes, () => attempt.heard());
    if (body.kind === 'failed') return endedOr(attempt, () => body);
    if (body.text === '') return { kind: 'found', value: undefined };
    attempt.received();
    const { clock } = this.connections;
    const decoded = await decode(body.text, formatOf(response), { clock, signal: attempt.signal });
    if (decoded === 'aborted') return endedOr(attempt, () => failed('aborted', 'was given up'));
    if (decoded.ok) return { kind: 'found', value: decoded.value };
    return endedOr(attempt, () => failed('unreadable', `answered what cannot be read: ${decoded.fault.message}`));
  }
}

interface Sending {
  readonly url: string;
  readonly request: EndpointRequest<unknown>;
  readonly headers: Record<string, string | false>;
  readonly tls: SecureContextOptions;
  readonly attempt: Attempt;
}

interface Opened {
  readonly kind: 'opened';
  readonly response: AxiosResponse<IncomingMessage>;
}

interface Found<T> {
  readonly kind: 'found';
  readonly value: T | undefined;
}

/** What ended the request from this side comes first: any error then only follows from it. */
function endedOr(attempt: Attempt, otherwise: () => EndpointFailure): EndpointFailure {
  if (attempt.ending === undefined) return otherwise();
  return attempt.ending.reason === 'aborted'
    ? failed('aborted', 'was given up')
    : failed('timeout', attempt.ending.message);
}

async function tokenOf(bearerToken: () => string | Promise<string>): Promise<string> {
  return bearerToken();
}

function isStale(error: unknown): boolean {
  const { code, request } = error as {
    readonly code?: unknown;
    readonly request?: { readonly reusedSocket?: boolean };
  };
  return (code === 'ECONNRESET' || code === 'EPIPE') && request?.reusedSocket === true;
}
