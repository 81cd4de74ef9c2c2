import type { EndpointRequest } from '../endpoint/endpoint-request.js';

/** Eureka's request types (client.md 3.1). */
export type CallType =
  | 'register'
  | 'heartbeat'
  | 'cancel'
  | 'override-status'
  | 'remove-override'
  | 'applications'
  | 'delta'
  | 'vip'
  | 'application'
  | 'instance';

/** A request that any of the registries may answer. */
export interface CallRequest<T> extends EndpointRequest<T> {
  readonly type: CallType;
}
