import { isIP } from 'node:net';

/**
 * The host names by which this server is known. Anybody can point a name of theirs at an address of ours and let a browser ask
 * in that name (DNS rebinding); IP addresses and `localhost` cannot be taken over so.
 */
export class KnownHosts {
  readonly #names: ReadonlySet<string>;
  readonly #configured: ReadonlySet<string>;

  /**
   * @param own what the machine and its instance are called
   * @param configured `eureka.server.allowed-hosts`
   */
  constructor(own: readonly string[], configured: readonly string[]) {
    this.#configured = new Set(configured.map((name) => name.toLowerCase()));
    this.#names = new Set([...own.map((name) => name.toLowerCase()), ...this.#configured]);
  }

  /** Whether a Host header names this server; a request without one comes from no browser. */
  allows(header: string | undefined): boolean {
    if (header === undefined || header === '') return true;
    const host = hostNameOf(`http://${header}`);
    if (host === undefined) return false;
    return isIP(host) !== 0 || host === 'localhost' || host.endsWith('.localhost') || this.#names.has(host);
  }

  /** Whether a page of this origin is one of ours: the host it asks, or one that was configured. */
  allowsOrigin(origin: string, hostHeader: string | undefined): boolean {
    if (!URL.canParse(origin)) return false;
    const { host } = new URL(origin);
    if (host === (hostHeader ?? '').toLowerCase()) return this.allows(hostHeader);
    return this.#configured.has(hostNameOf(origin) ?? '');
  }
}

function hostNameOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).hostname.replace(/^\[(.*)\]$/, '$1') : undefined;
}
