import { isIP } from 'node:net';
import { isLinkLocal, isLoopback, plainAddress } from './ip-address.js';
import { isAllowed, networkAddresses, reachable } from './network-addresses.js';
import type { InetUtilsRules, NetworkAddress, NetworkInterfaces } from './network-addresses.js';

/** What the own address is chosen from. */
export interface AddressRules {
  /** `os.networkInterfaces()` */
  readonly interfaces: NetworkInterfaces;
  /** `eureka.instance.ip-address`, where it is set. */
  readonly ipAddress?: string | undefined;
  readonly inetutils: InetUtilsRules & { readonly defaultHostname?: string; readonly defaultIpAddress?: string };
  /** Undefined before any registry has been reached. */
  readonly localAddressOfRegistryConnection?: string | undefined;
}

/** An address, and how it was come by. */
export interface ChosenAddress {
  readonly address: string;
  readonly isSet: boolean;
  readonly interfaceName?: string;
  /** True: a registry has been reached by it, or the rules prefer its network. */
  readonly isTrusted: boolean;
  /** True: nothing obeys `spring.cloud.inetutils`. */
  readonly isAgainstRules: boolean;
  /** True: the machine has no address at all. */
  readonly isLastResort: boolean;
}

/** By which address others are to reach this machine. */
export function chosenAddress(sources: AddressRules): ChosenAddress {
  const { ipAddress, inetutils, interfaces, localAddressOfRegistryConnection } = sources;
  const base = { isSet: false, isTrusted: false, isAgainstRules: false, isLastResort: false };
  if (ipAddress !== undefined) return { ...base, address: ipAddress, isSet: true };
  const all = networkAddresses(interfaces);
  const allowed = all.filter((address) => isAllowed(address, inetutils));
  const connection = connectionAddress(localAddressOfRegistryConnection, all);
  if (connection !== undefined && isAllowed(connection, inetutils)) {
    return { ...base, ...connection, isTrusted: true };
  }
  const [best] = reachable(allowed);
  if (best !== undefined) return { ...base, ...best, isTrusted: inetutils.preferredNetworks.length > 0 };
  const [lesser = connection] = reachable(all);
  if (lesser !== undefined) return { ...base, ...lesser, isAgainstRules: true };
  const poor = poorAddress(localAddressOfRegistryConnection, all);
  if (poor !== undefined) return { ...base, ...poor };
  return { ...base, address: inetutils.defaultIpAddress ?? '127.0.0.1', isLastResort: true };
}

/** The end of the connection on this side, where others can reach it too; a container may not show its interface. */
function connectionAddress(local: string | undefined, all: readonly NetworkAddress[]): NetworkAddress | undefined {
  if (local === undefined) return undefined;
  const address = plainAddress(local);
  if (isLoopback(address) || isLinkLocal(address)) return undefined;
  return all.find((one) => one.address === address) ?? { interfaceName: '', address };
}

/**
 * What is left when nobody beyond this wire can reach the machine. IPv6 gives every interface a link-local address, so such
 * a one tells nothing unless the registry is reached by it.
 */
function poorAddress(local: string | undefined, all: readonly NetworkAddress[]): NetworkAddress | undefined {
  const connected = local === undefined ? undefined : plainAddress(local);
  return (
    all.find(({ address }) => address === connected && isLinkLocal(address)) ??
    all.find(({ address }) => isLinkLocal(address) && isIP(address) === 4) ??
    all.find(({ address }) => isLoopback(address)) ??
    all[0]
  );
}
