import type { Counters } from '../counters.js';

/** How often instances came and went since the start. */
export interface ChangeTotals {
  readonly registered: number;
  /** Without evictions. */
  readonly cancelled: number;
  readonly evicted: number;
}

export function changeTotals({ register, cancel, expired }: Counters): ChangeTotals {
  return { registered: register.total, cancelled: cancel.total - expired.total, evicted: expired.total };
}
