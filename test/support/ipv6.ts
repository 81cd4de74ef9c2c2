import { networkInterfaces } from 'node:os';
import { it } from '@jest/globals';

const hasIpv6 = Object.values(networkInterfaces()).some((addresses) =>
  addresses?.some(({ address }) => address === '::1'),
);

/** What a case is told with: on a machine without IPv6 one at such an address is skipped, and counted as skipped. */
export function itAt(address: string): typeof it.skip {
  return address.includes(':') && !hasIpv6 ? it.skip : it;
}
