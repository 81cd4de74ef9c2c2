import axios, { AxiosError, AxiosHeaders, CanceledError } from 'axios';
import type { AxiosAdapter, AxiosInstance, AxiosResponse, InternalAxiosRequestConfig } from 'axios';
import { combinedUrl } from './combined-url.js';
import type { LoadBalancingOptions } from './call-options.js';
import type { CallFailure } from './call-outcome.js';
import { TIME_IS_UP } from './dispatch.js';
import type { Answer, Attempt, ServiceCall } from './service-call.js';
import type { ServiceCallers } from './service-callers.js';
import type { FallbackAnswer } from './service-settings.js';
import { urlAt } from './service-url-rule.js';
import type { ServiceUrl } from './service-url-rule.js';

type Config = InternalAxiosRequestConfig & { readonly loadBalancing?: LoadBalancingOptions };

/** What axios makes of an answer: a response, or the error that it has for its status. */
type Settled = { readonly response: AxiosResponse } | { readonly error: unknown };

/** Puts calls by name below an axios instance, so that interceptors run once for each call. The returned function takes it out. */
export function installBalancing({ defaults }: Pick<AxiosInstance, 'defaults'>, callers: ServiceCallers): () => void {
  const previous = defaults.adapter;
  let isOn = true;
  const adapter: AxiosAdapter = (config) => {
    const inner = axios.getAdapter(previous, config);
    return isOn ? balanced(config, inner, callers) : inner(config);
  };
  defaults.adapter = adapter;
  return () => {
    isOn = false;
    // somebody may have put theirs around ours: then ours only passes on
    if (defaults.adapter === adapter) defaults.adapter = previous;
  };
}

async function balanced(config: Config, inner: AxiosAdapter, callers: ServiceCallers): Promise<AxiosResponse> {
  const target = callers.targetOf(combinedUrl(config));
  if (target.type === 'direct') return inner(config);
  if (target.type === 'malformed') throw new AxiosError(target.message, AxiosError.ERR_INVALID_URL, config);
  const cancelling = cancellation(config);
  try {
    const call = callOf(target, config, cancelling.signal);
    const result = await callers.call(call, (attempt) => send(attempt, target, config, inner));
    if (result.type === 'fallback') return responseOf(result.answer, config);
    if (result.type === 'failed') throw thrown(result.failure, result.error, config);
    if ('error' in result.response) throw result.response.error;
    return result.response.response;
  } finally {
    cancelling.release();
  }
}

function callOf({ service, scheme, rest }: ServiceUrl, config: Config, signal: AbortSignal): ServiceCall {
  const { idempotent, tryTimeoutMs, ...said } = config.loadBalancing ?? {};
  const { timeoutMs = config.timeout || undefined, ...wishes } = said;
  const headerOf = (name: string): string | undefined => {
    const value = config.headers.get(name);
    return typeof value === 'string' ? value : undefined;
  };
  return {
    service,
    method: (config.method ?? 'get').toUpperCase(),
    path: pathOf(rest, config),
    scheme,
    headerOf,
    wishes,
    replayable: !isStream(config.data),
    signal,
    ...(idempotent === undefined ? {} : { marked: idempotent }),
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
    ...(tryTimeoutMs === undefined ? {} : { tryTimeoutMs }),
  };
}

/** Parameters are put in by axios when it sends; what the call says of itself has them all the same. */
function pathOf(rest: string, { params, paramsSerializer }: Config): string {
  if (params === undefined) return rest;
  return axios.getUri({ url: rest, params, ...(paramsSerializer === undefined ? {} : { paramsSerializer }) });
}

/** What the caller gets shows its own configuration: who sends that again calls by name again. */
async function send(
  attempt: Attempt,
  target: ServiceUrl,
  config: Config,
  inner: AxiosAdapter,
): Promise<Answer<Settled>> {
  const headers = AxiosHeaders.concat(config.headers, attempt.headers);
  // the attempt's signal is let go of with the answer; a stream that is still under way ends with the caller's own
  const isOwn = config.responseType === 'stream' && config.signal instanceof AbortSignal;
  const signal = isOwn ? AbortSignal.any([config.signal as AbortSignal, attempt.signal]) : attempt.signal;
  const own = { ...config, url: urlAt(attempt.instance, target), headers, signal, timeout: 0 };
  delete own.baseURL;
  delete own.cancelToken;
  try {
    const response = await inner(own);
    response.config = config;
    return answerOf(response, { response });
  } catch (error) {
    if (!axios.isAxiosError(error)) throw error;
    error.config = config;
    if (error.response === undefined) throw error;
    error.response.config = config;
    return answerOf(error.response, { error });
  }
}

function answerOf({ status, headers, data }: AxiosResponse, settled: Settled): Answer<Settled> {
  const retryAfter: unknown = headers['retry-after'];
  return {
    status,
    ...(typeof retryAfter === 'string' ? { retryAfter } : {}),
    response: settled,
    discard: () => {
      if (isStream(data)) (data as { destroy?(): void }).destroy?.();
    },
  };
}

function thrown(failure: CallFailure, error: unknown, config: Config): unknown {
  const isLate = failure.type === 'timed-out' || (failure.type === 'failed' && failure.error === TIME_IS_UP);
  if (isLate) return timeoutError(failure, error, config);
  if (failure.type !== 'aborted') return error;
  const { cancelToken } = config as { readonly cancelToken?: { readonly reason?: unknown } };
  return cancelToken?.reason ?? new CanceledError(undefined, config);
}

/** As axios has it for its own `timeout`. */
function timeoutError(failure: CallFailure, error: unknown, config: Config): AxiosError {
  const after = failure.type === 'timed-out' ? `timeout of ${failure.afterMs}ms exceeded` : (error as Error).message;
  const code = config.transitional?.clarifyTimeoutError ? AxiosError.ETIMEDOUT : AxiosError.ECONNABORTED;
  return new AxiosError(config.timeoutErrorMessage || after, code, config);
}

/** The two ways to cancel that axios has, as one signal. */
function cancellation({ signal, cancelToken }: Config): { readonly signal: AbortSignal; release(): void } {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  if (signal?.aborted) abort();
  signal?.addEventListener?.('abort', abort);
  const token = cancelToken as { subscribe?(listener: () => void): void; unsubscribe?(listener: () => void): void };
  token?.subscribe?.(abort);
  return {
    signal: controller.signal,
    release() {
      signal?.removeEventListener?.('abort', abort);
      token?.unsubscribe?.(abort);
    },
  };
}

function isStream(data: unknown): boolean {
  if (typeof data !== 'object' || data === null) return false;
  return data instanceof ReadableStream || typeof (data as { readonly pipe?: unknown }).pipe === 'function';
}

function responseOf({ status = 200, headers = {}, body }: FallbackAnswer, config: Config): AxiosResponse {
  const isGood = config.validateStatus?.(status) ?? true;
  const response = { data: body, status, statusText: '', headers: AxiosHeaders.from(headers), config };
  if (isGood) return response;
  const code = status < 500 ? AxiosError.ERR_BAD_REQUEST : AxiosError.ERR_BAD_RESPONSE;
  throw new AxiosError(`Request failed with status code ${status}`, code, config, undefined, response);
}
