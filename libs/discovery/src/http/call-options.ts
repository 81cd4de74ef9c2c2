import type { PickWishes } from './service-call.js';

/** What one request says beside its URL: `loadBalancing` in the options of `fetch` or the configuration of axios. */
export interface LoadBalancingOptions extends PickWishes {
  /** It may be sent twice, whatever its method: the service knows a repetition, by an idempotency key for instance. */
  readonly idempotent?: boolean;
  /** In place of the service's settings, ms. */
  readonly timeoutMs?: number;
  readonly tryTimeoutMs?: number;
}
