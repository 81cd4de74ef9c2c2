import type { BalancingFault } from '../../../balancing/options/balancing-fault.js';
import type { CallingOptions } from '../calling-options.js';

/** The name of a header (RFC 9110 5.1). */
const HEADER = /^[\w!#$%&'*+.^`|~-]+$/;

/** What is wrong with the options that are said once for all services. */
export function callingFaults({ context, metrics }: CallingOptions): readonly BalancingFault[] {
  const names = context ? (context.passOn ?? []) : [];
  const { maxInstances = 0, buckets = [] } = typeof metrics === 'object' ? metrics : {};
  const isCount = Number.isInteger(maxInstances) && maxInstances >= 0;
  const isGrowing = buckets.every((bound, index) => bound > (buckets[index - 1] ?? 0) && Number.isFinite(bound));
  return [
    ...names
      .filter((name) => !HEADER.test(name))
      .map((name) => ({ option: 'context.passOn', value: name, allowed: 'names of headers' })),
    ...(isCount
      ? []
      : [{ option: 'metrics.maxInstances', value: String(maxInstances), allowed: 'a whole number, 0 or more' }]),
    ...(isGrowing
      ? []
      : [{ option: 'metrics.buckets', value: buckets.join(', '), allowed: 'numbers of seconds above 0, growing' }]),
  ];
}
