import { isIP } from 'node:net';
import { isLinkLocal, isLoopback, isSiteLocal, plainAddress } from './ip-address.js';

/** What `os.networkInterfaces()` gives: the interfaces that are up, in the order of the machine. */
export type NetworkInterfaces = Readonly<Record<string, readonly { readonly address: string }[] | undefined>>;

/** `spring.cloud.inetutils.*` as far as it chooses an address (client.md 4.2). */
export interface InetUtilsRules {
  /** Regular expressions over the whole name of an interface. */
  readonly ignoredInterfaces: readonly string[];
  /** Regular expressions over a whole address, or its beginning. */
  readonly preferredNetworks: readonly string[];
  /** True: private addresses only, and the preferred networks do not count. */
  readonly useOnlySiteLocalInterfaces: boolean;
}

export interface NetworkAddress {
  readonly interfaceName: string;
  readonly address: string;
}

/** Bridges of containers and virtual machines, and tunnels: others seldom reach us by them. */
const VIRTUAL =
  /^(docker\d*|br-[0-9a-f]+|veth.*|virbr\d+.*|lxc.*|lxd.*|cni.*|podman\d*|flannel.*|cali.*|vmnet\d+|vboxnet\d+|vEthernet.*|tun\d+|tap\d+|utun\d+|wg\d+|tailscale\d+|zt.*|ppp\d+)$/i;

export function isVirtual(interfaceName: string): boolean {
  return VIRTUAL.test(interfaceName);
}

/** All addresses of the machine. */
export function networkAddresses(interfaces: NetworkInterfaces): readonly NetworkAddress[] {
  return Object.entries(interfaces).flatMap(([interfaceName, addresses = []]) =>
    addresses.map(({ address }) => ({ interfaceName, address: plainAddress(address) })),
  );
}

/** Whether the rules let this address be the own one. */
export function isAllowed({ interfaceName, address }: NetworkAddress, rules: InetUtilsRules): boolean {
  if (rules.ignoredInterfaces.some((pattern) => matchesWhole(pattern, interfaceName))) return false;
  if (rules.useOnlySiteLocalInterfaces) return isSiteLocal(address);
  const { preferredNetworks } = rules;
  return (
    preferredNetworks.length === 0 ||
    preferredNetworks.some((pattern) => address.startsWith(pattern) || matchesWhole(pattern, address))
  );
}

/**
 * Those that somebody else can reach, the best first: real interfaces before virtual ones, IPv4 before IPv6, else the first
 * interface and on it the last address, as Spring has it.
 */
export function reachable(addresses: readonly NetworkAddress[]): readonly NetworkAddress[] {
  const names = [...new Set(addresses.map(({ interfaceName }) => interfaceName))];
  const rank = ({ interfaceName, address }: NetworkAddress): number =>
    (isVirtual(interfaceName) ? 2 : 0) + (isIP(address) === 4 ? 0 : 1);
  return addresses
    .filter(({ address }) => !isLoopback(address) && !isLinkLocal(address))
    .map((address, place) => ({ address, place }))
    .sort(
      (a, b) =>
        rank(a.address) - rank(b.address) ||
        names.indexOf(a.address.interfaceName) - names.indexOf(b.address.interfaceName) ||
        b.place - a.place,
    )
    .map(({ address }) => address);
}

/** A pattern that is no regular expression matches nothing but itself. */
function matchesWhole(pattern: string, text: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`).test(text);
  } catch {
    return pattern === text;
  }
}
