import { BlockList, isIP } from 'node:net';

const LOOPBACK = blockList([['127.0.0.0', 8]], [['::1', 128]]);
const LINK_LOCAL = blockList([['169.254.0.0', 16]], [['fe80::', 10]]);
/** What Java calls site local, and its IPv6 successor. */
const SITE_LOCAL = blockList(
  [
    ['10.0.0.0', 8],
    ['172.16.0.0', 12],
    ['192.168.0.0', 16],
  ],
  [
    ['fec0::', 10],
    ['fc00::', 7],
  ],
);

type Network = readonly [address: string, prefix: number];

function blockList(v4: readonly Network[], v6: readonly Network[]): BlockList {
  const list = new BlockList();
  for (const [address, prefix] of v4) list.addSubnet(address, prefix, 'ipv4');
  for (const [address, prefix] of v6) list.addSubnet(address, prefix, 'ipv6');
  return list;
}

function isIn(list: BlockList, address: string): boolean {
  const version = isIP(address);
  return version !== 0 && list.check(address, version === 4 ? 'ipv4' : 'ipv6');
}

/** Without the zone of a link-local address, and IPv4 as IPv4 where a socket shows it as IPv6 (`::ffff:10.0.0.1`). */
export function plainAddress(address: string): string {
  const [withoutZone = ''] = address.split('%');
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(withoutZone);
  return mapped?.[1] ?? withoutZone;
}

export function isLinkLocal(address: string): boolean {
  return isIn(LINK_LOCAL, address);
}

export function isSiteLocal(address: string): boolean {
  return isIn(SITE_LOCAL, address);
}

/** Whether an address, or a host name, means the own machine alone. */
export function isLoopback(host: string): boolean {
  return isIn(LOOPBACK, host) || /^localhost(\.localdomain)?\.?$|\.localhost\.?$/i.test(host);
}

/** A host as it stands in a URL: IPv6 in brackets. */
export function urlHost(host: string): string {
  return isIP(host) === 6 ? `[${host}]` : host;
}
