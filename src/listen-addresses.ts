import { isIP } from 'node:net';
import type { RegistryConfiguration } from '@nest-eureka/registry';
import { StartRefused } from './start-refused.js';

const LOOPBACK: readonly string[] = ['127.0.0.1', '::1'];
const EVERYWHERE: readonly string[] = ['::'];

/**
 * Where to listen (contract section 4): without users on loopback alone, with users or `insecure` everywhere, or where
 * `server.address` says.
 */
export function listenAddresses(
  configuration: Pick<RegistryConfiguration, 'address' | 'users' | 'tokens'> & {
    readonly server: { readonly insecure: boolean };
  },
): readonly string[] {
  const { address, users, tokens, server } = configuration;
  const mayBeReached = users.length + tokens.length > 0 || server.insecure;
  if (address === undefined) return mayBeReached ? EVERYWHERE : LOOPBACK;
  if (!mayBeReached && !isLoopback(address)) {
    throw new StartRefused(
      'EUREKA_ADDRESS_NOT_SECURED',
      `server.address=${address} would open a registry without users to the network. Set spring.security.user.name and ` +
        'spring.security.user.password (or eureka.server.users), or eureka.server.insecure=true if that is what you want.',
    );
  }
  return address === 'localhost' ? LOOPBACK : [address];
}

function isLoopback(address: string): boolean {
  return address === 'localhost' || address === '::1' || (isIP(address) === 4 && address.startsWith('127.'));
}
