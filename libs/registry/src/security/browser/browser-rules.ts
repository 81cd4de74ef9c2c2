import type { IncomingMessage } from 'node:http';
import { said } from '../../core/sentences/said.js';
import type { Said } from '../../core/sentences/said.js';
import type { KnownHosts } from './known-hosts.js';

/** What is used of a request to tell who sends it. */
export type CallerRequest = Pick<IncomingMessage, 'method' | 'headers' | 'socket'>;

/** Why a browser is not heard. */
export interface BrowserFault {
  readonly kind: 'forbidden' | 'misdirected';
  readonly said: Said;
}

const FOREIGN_PAGE: BrowserFault = { kind: 'forbidden', said: said('access.foreign-page') };
const FOREIGN_HOST: BrowserFault = { kind: 'misdirected', said: said('access.foreign-host') };

/** Whether a method changes nothing by itself. */
export function isSafe(method: string | undefined): boolean {
  return method === 'GET' || method === 'HEAD' || method === 'OPTIONS' || method === undefined;
}

/**
 * Keeps other sites' pages from writing through somebody's browser, which sends along whatever lets that somebody in: an address of
 * this machine, Basic credentials, a certificate. Clients that are no browsers send neither header and are not touched.
 */
export function browserFault({ method, headers }: CallerRequest, hosts: KnownHosts): BrowserFault | undefined {
  if (isSafe(method)) return undefined;
  const { origin, 'sec-fetch-site': site } = headers;
  if (origin !== undefined && !hosts.allowsOrigin(origin, headers.host)) return FOREIGN_PAGE;
  // without an origin only a plain navigation or an old form is left
  const isForeign = site === 'cross-site' || site === 'same-site';
  return isForeign && origin === undefined ? FOREIGN_PAGE : undefined;
}

/**
 * Keeps a browser from reading an open registry under a name that somebody has pointed at it. Other programs may call it by any
 * name that they know.
 */
export function hostFault({ headers }: CallerRequest, hosts: KnownHosts): BrowserFault | undefined {
  return isOfBrowser(headers) && !hosts.allows(headers.host) ? FOREIGN_HOST : undefined;
}

/**
 * A page's script may call itself what it likes in some browsers. It can neither take away the language that they always send,
 * nor add what begins with `sec-`: by that Node's fetch, which sends a language as well, is told from it.
 */
function isOfBrowser(headers: IncomingMessage['headers']): boolean {
  if (headers['user-agent']?.startsWith('Mozilla/') === true || headers['sec-fetch-site'] !== undefined) return true;
  return headers['accept-language'] !== undefined && headers['sec-fetch-mode'] === undefined;
}
