import type { Type } from '@nestjs/common';
import type { BalancedRequestInit } from '../../http/balanced-fetch.js';

/**
 * `fetch` with names of services for hosts: `this.fetch('http://orders/items/1')`. Inject it by this type. Other URLs go to
 * Node's `fetch` as they are.
 */
export interface LoadBalancedFetch {
  (input: string | URL | Request, init?: BalancedRequestInit): Promise<Response>;
}

/** What it is injected by; there is nothing to construct. */
export const LoadBalancedFetch = Object.defineProperty(class {}, 'name', {
  value: 'LoadBalancedFetch',
}) as unknown as Type<LoadBalancedFetch>;
