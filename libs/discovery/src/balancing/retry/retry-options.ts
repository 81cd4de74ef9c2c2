import { definedOf } from '../options/defined-of.js';
import type { AttemptFault } from '../stats/attempt-outcome.js';

/** What may be retried, how often, and when. Times in ms. */
export interface RetryOptions {
  /** @default true */
  readonly enabled?: boolean;
  /** `max-retries-on-same-service-instance`, Ribbon's `MaxAutoRetries`. @default 0 */
  readonly maxSame?: number;
  /** `max-retries-on-next-service-instance`, Ribbon's `MaxAutoRetriesNextServer`. @default 1 */
  readonly maxNext?: number;
  /** Methods that may be sent twice. @default the idempotent ones of RFC 9110: GET, HEAD, OPTIONS, TRACE, PUT, DELETE */
  readonly methods?: readonly string[];
  /** `retry-on-all-operations`, Ribbon's `OkToRetryOnAllOperations`: every method may be sent twice. @default false */
  readonly allOperations?: boolean;
  /** Answers that count as failed. @default 502, 503, 504 */
  readonly statusCodes?: readonly number[];
  /** Failures of the connection that are retried. @default connect, reset, timeout */
  readonly faults?: readonly AttemptFault[];
  /** No attempt begins later than this after the first; 0 = no bound. @default 0 */
  readonly totalTimeoutMs?: number;
  /** Longest `Retry-After` that is waited for; a longer one ends the retries. @default 5000 */
  readonly maxRetryAfterMs?: number;
  readonly backoff?: BackoffNumbers;
}

/** Spring's `retry.backoff.*`, where `enabled` is a `minMs` above 0. */
export interface BackoffNumbers {
  /** Before the first retry, doubled each time; 0 = none. @default 0 */
  readonly minMs?: number;
  /** @default 10000 */
  readonly maxMs?: number;
  /** Share by which a delay may be shorter or longer, 0…1. @default 0.5 */
  readonly jitter?: number;
}

export const DEFAULT_RETRY: Required<RetryOptions> & { readonly backoff: Required<BackoffNumbers> } = {
  enabled: true,
  maxSame: 0,
  maxNext: 1,
  methods: ['GET', 'HEAD', 'OPTIONS', 'TRACE', 'PUT', 'DELETE'],
  allOperations: false,
  statusCodes: [502, 503, 504],
  faults: ['connect', 'reset', 'timeout'],
  totalTimeoutMs: 0,
  maxRetryAfterMs: 5000,
  backoff: { minMs: 0, maxMs: 10_000, jitter: 0.5 },
};

export type RetrySettings = typeof DEFAULT_RETRY;

export function resolveRetryOptions(options: RetryOptions = {}): RetrySettings {
  const { backoff, ...rest } = options;
  const given = { ...DEFAULT_RETRY, ...definedOf(rest) };
  return {
    ...given,
    methods: given.methods.map((method) => method.toUpperCase()),
    backoff: { ...DEFAULT_RETRY.backoff, ...definedOf(backoff ?? {}) },
  };
}
