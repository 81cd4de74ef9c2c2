import { getMaxListeners, setMaxListeners } from 'node:events';
import type { Candidate } from '../balancing/candidate.js';
import type { CallOutcome } from './call-outcome.js';
import type { Send, ServiceCall } from './service-call.js';

/** What the attempts of one call know of each other. */
export interface Trail {
  /** Ids of the instances tried so far, or being tried. */
  readonly tried: Set<string>;
  attempts: number;
}

/** A call on its way through the stages. */
export interface Exchange<T> {
  readonly call: ServiceCall;
  readonly send: Send<T>;
  readonly trail: Trail;
  /** Aborted when nobody waits any more: the caller went, the time is up, another attempt was faster. */
  readonly signal: AbortSignal;
  /** Headers that stages add. */
  readonly headers: Readonly<Record<string, string>>;
  /** Where a retry on the same instance goes. */
  readonly to?: Candidate;
}

/** Carries a call out. Never rejects: how it ended is the value. */
export type Dispatch = <T>(exchange: Exchange<T>) => Promise<CallOutcome<T>>;

/** A stage around the next one. */
export type Interceptor = (next: Dispatch) => Dispatch;

/** The first stage is the outermost. */
export function through(stages: readonly Interceptor[], last: Dispatch): Dispatch {
  return stages.reduceRight((next, stage) => stage(next), last);
}

/** Why a signal of ours is aborted when the caller is not the reason: the instance took too long. */
export const TIME_IS_UP = new DOMException('The service did not answer in time', 'TimeoutError');

/** As many calls may share one signal, that of a request for instance, before Node warns of a leak: what its own `fetch` allows. */
const SHARED_BY = 1500;

export function exchangeOf<T>(call: ServiceCall, send: Send<T>): Exchange<T> {
  const { signal = new AbortController().signal } = call;
  if (getMaxListeners(signal) < SHARED_BY) setMaxListeners(SHARED_BY, signal);
  return { call, send, trail: { tried: new Set(), attempts: 0 }, signal, headers: {} };
}
