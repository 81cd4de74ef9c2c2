import type { Random } from '../picker.js';
import type { BackoffNumbers } from './retry-options.js';

/** The delay before retry number `retries` (0 = the first): doubled each time up to `maxMs`, then shaken by ± jitter. */
export function backoffMs(retries: number, { minMs, maxMs, jitter }: Required<BackoffNumbers>, random: Random): number {
  if (minMs <= 0) return 0;
  const planned = Math.min(maxMs, minMs * 2 ** Math.min(retries, 30));
  const shaken = planned * (1 + jitter * (2 * random() - 1));
  return Math.round(Math.min(maxMs, Math.max(0, shaken)));
}
