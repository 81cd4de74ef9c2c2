import { addressNote } from './address-note.js';
import { chosenAddress } from './chosen-address.js';
import type { AddressRules } from './chosen-address.js';
import { isLoopback, plainAddress } from './ip-address.js';

/** Everything that the own address follows from. */
export interface AddressSources extends AddressRules {
  /** `os.hostname()` */
  readonly machineName: string;
  /** `eureka.instance.hostname`, where it is set. */
  readonly hostname?: string | undefined;
  /** Shows the address in place of the host name, even of one that is set (client.md 4.1). */
  readonly preferIpAddress: boolean;
  /** Hosts of the service URLs; they count until a registry has been reached. @default none known: elsewhere */
  readonly registryHosts?: readonly string[];
}

export interface DetectedAddress {
  /** What callers are told to connect to. */
  readonly hostName: string;
  readonly ipAddress: string;
  /** The name of the machine, whatever callers are told: part of a derived instance id. */
  readonly machineName: string;
  /** Set when others may not reach what was chosen: what was chosen, why, and what to set. */
  readonly note?: string;
}

/**
 * The own address: what is set; else the local address of the connection that reaches the registry; else the best of the
 * machine's interfaces. Both obey `spring.cloud.inetutils` (client.md 4.2). A machine that is called localhost goes by its
 * address. Loopback and link-local addresses are taken only when there is nothing else.
 */
export function detectAddress(sources: AddressSources): DetectedAddress {
  const { hostname, preferIpAddress, machineName, inetutils } = sources;
  const chosen = chosenAddress(sources);
  const ownName = machineName === '' || isLoopback(machineName) ? undefined : machineName;
  const named = hostname ?? ownName ?? (chosen.isLastResort ? inetutils.defaultHostname : undefined);
  const hostName = preferIpAddress ? chosen.address : (named ?? chosen.address);
  const note = addressNote({
    ...chosen,
    hostName,
    isHostNameSet: hostname !== undefined && !preferIpAddress,
    isRegistryHere: isRegistryHere(sources),
  });
  return {
    hostName,
    ipAddress: chosen.address,
    machineName: ownName ?? hostName,
    ...(note === undefined ? {} : { note }),
  };
}

function isRegistryHere({ localAddressOfRegistryConnection: local, registryHosts = [] }: AddressSources): boolean {
  if (local !== undefined) return isLoopback(plainAddress(local));
  return registryHosts.length > 0 && registryHosts.every((host) => isLoopback(host.replace(/^\[(.*)\]$/, '$1')));
}
