import { bulkhead, BulkheadRejectedError } from 'cockatiel';
import type { Interceptor } from '../dispatch.js';

/** How many calls to a service may be under way at once. */
export interface BulkheadOptions {
  readonly concurrent: number;
  /** How many more may wait for their turn. @default 0 */
  readonly queue?: number;
}

/** Keeps a slow service from taking all of the application's sockets and memory. */
export function bulkheadOf({ concurrent, queue = 0 }: BulkheadOptions): Interceptor {
  const policy = bulkhead(concurrent, queue);
  return (next) => async (exchange) => {
    try {
      return await policy.execute(() => next(exchange), exchange.signal);
    } catch (error) {
      if (error instanceof BulkheadRejectedError) return { type: 'refused', by: 'bulkhead' };
      if (exchange.signal.aborted) return { type: 'aborted' };
      throw error;
    }
  };
}
