import { isIP } from 'node:net';

/**
 * Whether a Host header names this server. IP addresses and `localhost` always do; a name has to be known, since anybody can
 * point a name of theirs at an address of ours and let a browser ask for our page in that name (DNS rebinding).
 */
export function isAllowedHost(header: string | undefined, known: ReadonlySet<string>): boolean {
  if (header === undefined || header === '') return true;
  const host = hostNameOf(header);
  if (host === undefined) return false;
  return isIP(host) !== 0 || host === 'localhost' || host.endsWith('.localhost') || known.has(host);
}

function hostNameOf(header: string): string | undefined {
  if (!URL.canParse(`http://${header}`)) return undefined;
  return new URL(`http://${header}`).hostname.replace(/^\[(.*)\]$/, '$1');
}
