import type { ServiceInstance } from '../../core/service-instance.js';
import type { NoInstanceReason, Refuser } from '../call-outcome.js';
import type { ServiceCall } from '../service-call.js';

/**
 * How one sending of a call ended, as Spring has it (client.md 6.7): SUCCESS = there is an answer, whatever its status; FAILED =
 * there is none, or nobody waited for it; DISCARD = nobody was there to be called, and nothing was sent.
 */
export type Completion =
  | {
      readonly status: 'SUCCESS';
      readonly instance: ServiceInstance;
      readonly httpStatus: number;
      readonly tookMs: number;
    }
  | { readonly status: 'FAILED'; readonly instance: ServiceInstance; readonly error: unknown; readonly tookMs: number }
  | { readonly status: 'DISCARD'; readonly reason: NoInstanceReason | Refuser | 'aborted' };

/** What is told of a call. */
export type LifecycleRequest = Pick<ServiceCall, 'service' | 'method' | 'path' | 'wishes'>;

/**
 * Is told of each sending of a call by name, retries included, as Spring's interface of this name is. Every member may be left
 * out. What a callback throws, or a promise of it rejects with, never reaches the call; it is logged once.
 */
export interface LoadBalancerLifecycle {
  /** @default every service */
  supports?(service: string): boolean;
  /** Before an instance is picked. */
  onStart?(request: LifecycleRequest): unknown;
  /** An instance is picked, and the request is about to be sent. */
  onStartRequest?(request: LifecycleRequest, instance: ServiceInstance): unknown;
  onComplete?(request: LifecycleRequest, completion: Completion): unknown;
}
