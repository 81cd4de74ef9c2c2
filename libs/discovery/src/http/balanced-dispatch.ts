import { Buffer } from 'node:buffer';
import type { ServiceCall } from './service-call.js';
import type { ServiceCallers } from './service-callers.js';
import type { FallbackAnswer } from './service-settings.js';
import { urlAt } from './service-url-rule.js';
import type { ServiceUrl } from './service-url-rule.js';
import { AttemptReply, CallerController } from './undici-relay.js';
import type { DispatchHandler } from './undici-relay.js';

interface DispatchOptions {
  readonly origin?: string | URL;
  readonly path: string;
  readonly method: string;
  readonly headers?: unknown;
  readonly body?: unknown;
  readonly upgrade?: unknown;
}

type Dispatch = (options: DispatchOptions, handler: DispatchHandler) => boolean;
type HeaderPairs = readonly (readonly [name: string, value: string])[];

/** An interceptor for undici 7: `new Agent().compose(balancedDispatch(callers))`. Other URLs and upgrades pass as they are. */
export function balancedDispatch(callers: ServiceCallers): <D>(dispatch: D) => D {
  return <D>(inner: D): D => {
    const dispatch = inner as Dispatch;
    const balanced: Dispatch = (options, handler) => {
      const target = callers.targetOf(`${originOf(options)}${options.path}`);
      const isOther = target.type !== 'service' || Boolean(options.upgrade) || options.method === 'CONNECT';
      if (isOther) return dispatch(options, handler);
      void relay(target, options, handler, dispatch, callers);
      return true;
    };
    return balanced as D;
  };
}

/** Never rejects: the handler is told everything. */
async function relay(
  target: ServiceUrl,
  options: DispatchOptions,
  handler: DispatchHandler,
  dispatch: Dispatch,
  callers: ServiceCallers,
): Promise<void> {
  const caller = new CallerController(handler);
  try {
    const headers = headerPairs(options.headers);
    handler.onRequestStart?.(caller, null);
    const result = await callers.call(callOf(target, options, headers, caller.signal), (attempt) => {
      const reply = new AttemptReply(attempt.signal);
      const sent = sentHeaders(options.headers, headers, attempt.headers);
      dispatch({ ...options, origin: new URL(urlAt(attempt.instance, target)).origin, headers: sent }, reply);
      return reply.answer;
    });
    if (result.type === 'failed') throw result.error;
    if (result.type === 'answered') result.response.deliverTo(caller);
    else tell(result.answer, caller);
  } catch (error) {
    handler.onResponseError?.(caller, error instanceof Error ? error : new Error(String(error)));
  }
}

function callOf(
  { service, scheme, rest }: ServiceUrl,
  { method, body }: DispatchOptions,
  headers: HeaderPairs,
  signal: AbortSignal,
): ServiceCall {
  const values = new Map(headers.map(([name, value]) => [name.toLowerCase(), value]));
  return {
    service,
    method: method.toUpperCase(),
    path: rest,
    scheme,
    headerOf: (name) => values.get(name.toLowerCase()),
    wishes: {},
    replayable: body === undefined || body === null || typeof body === 'string' || ArrayBuffer.isView(body),
    signal,
  };
}

/** Those of the request as they were given, unless something is added: that takes the place of what has its name. */
function sentHeaders(given: unknown, pairs: HeaderPairs, added: Readonly<Record<string, string>>): unknown {
  const further = Object.entries(added);
  if (further.length === 0) return given;
  const names = new Set(further.map(([name]) => name.toLowerCase()));
  return [...pairs.filter(([name]) => !names.has(name.toLowerCase())), ...further].flat();
}

function originOf({ origin }: DispatchOptions): string {
  return origin instanceof URL ? origin.origin : (origin ?? '');
}

/** undici takes an object, a flat list, or pairs. */
function headerPairs(headers: unknown): HeaderPairs {
  if (typeof headers !== 'object' || headers === null) return [];
  if (Array.isArray(headers)) {
    const flat: readonly unknown[] = headers.flat();
    return flat.flatMap((name, index) => (index % 2 === 0 ? [[String(name), String(flat[index + 1])] as const] : []));
  }
  const pairs = Symbol.iterator in headers ? [...(headers as Iterable<[string, unknown]>)] : Object.entries(headers);
  return pairs.flatMap(([name, value]) => [value].flat().map((one) => [name, String(one)] as const));
}

function tell({ status = 200, headers = {}, body }: FallbackAnswer, caller: CallerController): void {
  const { handler } = caller;
  handler.onResponseStart?.(caller, status, headers);
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  if (text !== undefined) handler.onResponseData?.(caller, Buffer.from(text));
  handler.onResponseEnd?.(caller, {});
}
