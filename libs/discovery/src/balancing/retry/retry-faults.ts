import type { BalancingFault } from '../options/balancing-fault.js';
import { COUNT, DURATION, numericFaults, POSITIVE_COUNT, SHARE } from '../options/numeric-faults.js';
import type { RetryBudgetOptions } from './retry-budget.js';
import type { RetryOptions } from './retry-options.js';

const METHOD = /^[!#$%&'*+.^_`|~0-9a-z-]+$/i;
const FAULTS = ['connect', 'reset', 'timeout', 'other'];

/** Everything that is wrong with options of retries; empty when they can be used. */
export function retryFaults(options: RetryOptions, budget?: RetryBudgetOptions): readonly BalancingFault[] {
  const statusCodes = (options.statusCodes ?? []).filter((code) => !Number.isInteger(code) || code < 100 || code > 599);
  const methods = (options.methods ?? []).filter((method) => !METHOD.test(method));
  const faults = (options.faults ?? []).filter((name) => !FAULTS.includes(name));
  return [
    ...numericFaults('retry', options, {
      maxSame: COUNT,
      maxNext: COUNT,
      totalTimeoutMs: DURATION,
      maxRetryAfterMs: DURATION,
    }),
    ...numericFaults('retry.backoff', options.backoff, { minMs: DURATION, maxMs: DURATION, jitter: SHARE }),
    ...numericFaults('retry.budget', budget, { share: DURATION, minPerSecond: DURATION, burst: POSITIVE_COUNT }),
    ...statusCodes.map((code) => fault('statusCodes', String(code), 'status codes from 100 to 599')),
    ...methods.map((method) => fault('methods', method, 'names of HTTP methods')),
    ...faults.map((name) => fault('faults', name, `some of ${FAULTS.join(', ')}`)),
  ];
}

function fault(option: string, value: string, allowed: string): BalancingFault {
  return { option: `retry.${option}`, value, allowed };
}
