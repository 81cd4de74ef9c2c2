import { detectAddress } from '@nest-eureka/transport';
import type { AddressSources } from '@nest-eureka/transport';
import { note, warning, well } from './finding.js';
import type { Finding } from './finding.js';

/** The address that a client on this machine would register with, and why. */
export function ownAddress(
  facts: Pick<AddressSources, 'interfaces' | 'machineName' | 'localAddressOfRegistryConnection'>,
): Finding {
  const {
    hostName,
    ipAddress,
    note: hint,
  } = detectAddress({
    ...facts,
    preferIpAddress: false,
    inetutils: { ignoredInterfaces: [], preferredNetworks: [], useOnlySiteLocalInterfaces: false },
  });
  if (hint !== undefined) return warning('own-address', hint);
  const local = facts.localAddressOfRegistryConnection?.replace(/^::ffff:/, '');
  const why =
    local === ipAddress ? 'the local end of the connection to the registry' : 'the best of this machine’s interfaces';
  const shown = `a client here would register as ${hostName}, address ${ipAddress}, ${why}`;
  const remedy = 'eureka.instance.prefer-ip-address=true shows the address where the name is not known to callers';
  return hostName === ipAddress ? well('own-address', shown) : note('own-address', `${shown}; ${remedy}`);
}
