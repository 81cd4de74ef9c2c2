import type { ChosenAddress } from './chosen-address.js';
import { isLinkLocal, isLoopback } from './ip-address.js';
import { isVirtual } from './network-addresses.js';

/** What is to be told, and where the registry is. */
interface AddressChoice extends ChosenAddress {
  readonly hostName: string;
  readonly isHostNameSet: boolean;
  readonly isRegistryHere: boolean;
}

const REMEDY = 'set eureka.instance.hostname or eureka.instance.ip-address to what they can reach';

/** A warning about an address that others may not reach; undefined when all is well. */
export function addressNote(choice: AddressChoice): string | undefined {
  const { address, hostName, interfaceName, isHostNameSet, isRegistryHere } = choice;
  const told = isHostNameSet ? [hostName] : [hostName, address];
  if (told.some(isLoopback)) {
    if (isRegistryHere) return undefined;
    return `${shown(choice)} means this machine alone, and the registry is elsewhere: no other machine can call this instance; ${why(choice)}; ${REMEDY}`;
  }
  if (told.some(isLinkLocal)) {
    return `${shown(choice)} is link-local, so that at most others on the same wire can call it; ${why(choice)}; ${REMEDY}`;
  }
  if (isHostNameSet) return undefined;
  if (choice.isAgainstRules) {
    return `${shown(choice)} is taken although spring.cloud.inetutils excludes it: no address of this machine agrees with its rules`;
  }
  if (interfaceName !== undefined && isVirtual(interfaceName) && !choice.isTrusted) {
    return `${shown(choice)} belongs to ${interfaceName}, a bridge or tunnel by which others may not reach this machine; ${why(choice)}; ${REMEDY}`;
  }
  return undefined;
}

function shown({ address, hostName }: AddressChoice): string {
  return hostName === address ? `The own address ${address}` : `The own address ${hostName} (${address})`;
}

function why({ isSet, isHostNameSet, isLastResort }: AddressChoice): string {
  if (isSet || isHostNameSet) return 'it is set in the configuration';
  return isLastResort ? 'this machine shows no network interface' : 'no better one was found on this machine';
}
