import type { Server, Socket } from 'node:net';

/** A caller on this machine that came through a pipe or Unix socket and has no address. */
export const PIPE = 'pipe';

/** How a listener for IPv4 and IPv6 shows an IPv4 address. */
const MAPPED = '::ffff:';

/**
 * Where a request comes from: an IP address, IPv4 as such, `PIPE`, or undefined when it can no longer be told. A connection that
 * was reset has no address any more, so that no address must never pass for this machine.
 */
export function callerAddress(socket: Socket): string | undefined {
  const { remoteAddress } = socket;
  if (remoteAddress !== undefined)
    return remoteAddress.startsWith(MAPPED) ? remoteAddress.slice(MAPPED.length) : remoteAddress;
  // the server that accepted the connection, which Node keeps there without telling its types
  const { server } = socket as Socket & { readonly server?: Server };
  return typeof server?.address() === 'string' ? PIPE : undefined;
}

/** Whether an address is this machine's own. */
export function isOfThisMachine(address: string | undefined): boolean {
  return (
    address !== undefined &&
    (address.startsWith('127.') || address.startsWith('::ffff:127.') || address === '::1' || address === PIPE)
  );
}

/** What failing attempts are counted by: an IPv6 customer has a whole /64, however its addresses are shortened. */
export function networkOf(address: string | undefined): string {
  if (address === undefined || !address.includes(':') || address.startsWith('::ffff:')) return address ?? 'unknown';
  const [before = '', after = ''] = address.split('::');
  const [left, right] = [groupsOf(before), groupsOf(after)];
  const zeros = Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0');
  return [...left, ...zeros, ...right].slice(0, 4).join(':');
}

function groupsOf(text: string): readonly string[] {
  return text === '' ? [] : text.split(':');
}
