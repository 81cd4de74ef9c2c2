import { parseEndpoint } from '@nest-eureka/transport';

/** How this node is reached, as far as it knows. */
export interface OwnAddress {
  /** The URL under which the peers know this node (`eureka.server.my-url`), as configured. */
  readonly myUrl: string | undefined;
  /** Ports it listens on, and those it says that it listens on. */
  readonly ports: readonly number[];
  /** Host name and IP address of its own instance, names of the machine, addresses of its interfaces. */
  readonly hosts: readonly string[];
  /** Where it listens; undefined: everywhere. */
  readonly boundTo: string | undefined;
}

const LOOPBACK = /^(localhost|.*\.localhost|127(\.\d{1,3}){3}|\[::1\]|\[::ffff:7f[0-9a-f:]+\])$/;
const ANYWHERE = /^(0\.0\.0\.0|\[::\])$/;

/**
 * Whether a service URL is this node's own. Unlike Java, which looks at the host alone, the port counts as well, so that two
 * nodes on one machine are peers (server.md 4.4). An alias is not recognised here but by the id of the node that answers.
 */
export function isOwnUrl(text: string, own: OwnAddress): boolean {
  if (!URL.canParse(text)) return false;
  if (own.myUrl !== undefined && sameUrl(text, own.myUrl)) return true;
  const url = new URL(text);
  if (!own.ports.includes(portOf(url))) return false;
  const host = url.hostname.toLowerCase();
  if (LOOPBACK.test(host)) return isReachedByLoopback(own.boundTo);
  return ANYWHERE.test(host) || own.hosts.some((name) => hostOf(name) === host);
}

/** A server bound to one address of the machine is not who answers on loopback. */
function isReachedByLoopback(boundTo: string | undefined): boolean {
  if (boundTo === undefined) return true;
  const host = hostOf(boundTo);
  return LOOPBACK.test(host) || ANYWHERE.test(host);
}

/** Credentials do not count, nor does a missing slash at the end. */
function sameUrl(one: string, other: string): boolean {
  const url = parseEndpoint(one)?.url;
  return url !== undefined && url === parseEndpoint(other)?.url;
}

/** As URLs spell it: IPv6 in brackets. */
function hostOf(name: string): string {
  return name.includes(':') && !name.startsWith('[') ? `[${name.toLowerCase()}]` : name.toLowerCase();
}

function portOf({ port, protocol }: URL): number {
  if (port !== '') return Number(port);
  return protocol === 'https:' ? 443 : 80;
}
