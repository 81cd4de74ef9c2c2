import { missingHostOf } from './missing-host.js';
import type { LoadBalancingOptions } from './call-options.js';
import type { Answer, Attempt, ServiceCall } from './service-call.js';
import type { ServiceCallers } from './service-callers.js';
import type { FallbackAnswer } from './service-settings.js';
import { urlAt } from './service-url-rule.js';
import type { ServiceUrl } from './service-url-rule.js';

/** Options of `fetch`, and what a call by name may say beside them. */
export interface BalancedRequestInit extends RequestInit {
  readonly loadBalancing?: LoadBalancingOptions;
}

/** As `fetch`, with names of services for hosts. */
export type BalancedFetch = (input: string | URL | Request, init?: BalancedRequestInit) => Promise<Response>;

/** `fetch` for services; other URLs go to `fetch` as they are. Rejects as that does, and with errors of ours. */
export function balancedFetch(callers: ServiceCallers, fetch: typeof globalThis.fetch): BalancedFetch {
  return async (input, init = {}) => {
    const request = input instanceof Request ? input : undefined;
    const target = callers.targetOf(urlOf(input));
    if (target.type === 'direct') return direct(callers, fetch(input, init));
    if (target.type === 'malformed') throw new TypeError(target.message);
    const call = callOf(target, request, init);
    const result = await callers.call(call, (attempt) => send(attempt, target, call.signal, request, init, fetch));
    if (result.type === 'answered') return result.response;
    if (result.type === 'fallback') return responseOf(result.answer);
    throw result.error;
  };
}

/** A name that is neither a service nor a host is most often a service that is misspelt or away: `fetch failed` says less. */
async function direct(callers: ServiceCallers, answer: Promise<Response>): Promise<Response> {
  try {
    return await answer;
  } catch (error) {
    const name = missingHostOf(error);
    throw name === undefined ? error : callers.nobodyCalled(name);
  }
}

function urlOf(input: string | URL | Request): string {
  if (typeof input === 'string') return input;
  return input instanceof URL ? input.href : input.url;
}

function callOf(
  { service, scheme, rest }: ServiceUrl,
  request: Request | undefined,
  init: BalancedRequestInit,
): ServiceCall {
  const headers = new Headers(init.headers ?? request?.headers);
  const { idempotent, timeoutMs, tryTimeoutMs, ...said } = init.loadBalancing ?? {};
  const signal = init.signal ?? request?.signal;
  return {
    service,
    method: (init.method ?? request?.method ?? 'GET').toUpperCase(),
    path: rest,
    scheme,
    headerOf: (name) => headers.get(name) ?? undefined,
    wishes: said,
    replayable: init.body === undefined ? !request?.body : isReplayable(init.body),
    ...(idempotent === undefined ? {} : { marked: idempotent }),
    ...(signal ? { signal } : {}),
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
    ...(tryTimeoutMs === undefined ? {} : { tryTimeoutMs }),
  };
}

async function send(
  attempt: Attempt,
  target: ServiceUrl,
  callersSignal: AbortSignal | undefined,
  request: Request | undefined,
  init: BalancedRequestInit,
  fetch: typeof globalThis.fetch,
): Promise<Answer<Response>> {
  const url = urlAt(attempt.instance, target);
  const headers = new Headers(init.headers ?? request?.headers);
  for (const [name, value] of Object.entries(attempt.headers)) headers.set(name, value);
  // the attempt's signal is let go of with the head; the caller's own ends the body as well
  const signal = callersSignal === undefined ? attempt.signal : AbortSignal.any([callersSignal, attempt.signal]);
  const response = await fetch(request === undefined ? url : new Request(url, request), { ...init, headers, signal });
  const retryAfter = response.headers.get('retry-after');
  return {
    status: response.status,
    ...(retryAfter === null ? {} : { retryAfter }),
    response,
    // a body that is cancelled twice, or broken, is of no interest
    discard: () => void response.body?.cancel().catch(() => {}),
  };
}

/** Whatever is no stream can be sent again. */
function isReplayable(body: unknown): boolean {
  return (
    body === null ||
    typeof body === 'string' ||
    body instanceof ArrayBuffer ||
    ArrayBuffer.isView(body) ||
    body instanceof Blob ||
    body instanceof URLSearchParams ||
    body instanceof FormData
  );
}

function responseOf({ status = 200, headers = {}, body }: FallbackAnswer): Response {
  if (body === undefined) return new Response(null, { status, headers });
  if (typeof body === 'string') return new Response(body, { status, headers });
  return Response.json(body, { status, headers });
}
