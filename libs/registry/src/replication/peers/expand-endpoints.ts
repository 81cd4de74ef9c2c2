import { isIP } from 'node:net';
import { Endpoint } from '@nest-eureka/transport';

/** What is asked of name servers; both reject when a name is not known. */
export interface NameLookup {
  /** IPv4 and IPv6 addresses of a host. */
  addresses(host: string): Promise<readonly string[]>;
  /** Where the servers of a service are (SRV records). */
  services(name: string): Promise<readonly { readonly name: string; readonly port: number }[]>;
}

export interface ExpandOptions {
  /** Each address of a host is a node of its own, as behind a headless service. https is left out: certificates have names. */
  readonly byAddress: boolean;
  readonly lookup: NameLookup;
  readonly onWarning: (message: string) => void;
}

/**
 * Service URLs that stand for several nodes, as those nodes: a host such as `_eureka._tcp.example.org` by its SRV records, and
 * any other by its addresses where that is wanted. A name that cannot be looked up is told and stays as it is, but for a service,
 * which is no host. Rejects when nothing is left.
 */
export async function expandEndpoints(
  endpoints: readonly Endpoint[],
  options: ExpandOptions,
): Promise<readonly Endpoint[]> {
  const expanded = new Map<string, Endpoint>();
  const faults: string[] = [];
  for (const found of await Promise.all(endpoints.map((endpoint) => expand(endpoint, options, faults)))) {
    for (const endpoint of found) if (!expanded.has(endpoint.url)) expanded.set(endpoint.url, endpoint);
  }
  if (expanded.size === 0 && faults.length > 0) throw new Error(faults.join('; '));
  for (const fault of faults) options.onWarning(`A peer cannot be looked up: ${fault}`);
  return [...expanded.values()];
}

async function expand(endpoint: Endpoint, options: ExpandOptions, faults: string[]): Promise<readonly Endpoint[]> {
  const { hostname, port, protocol } = new URL(endpoint.url);
  const isService = hostname.startsWith('_');
  if (!isService && (!options.byAddress || protocol !== 'http:' || isIP(hostname.replace(/^\[|\]$/g, '')) !== 0)) {
    return [endpoint];
  }
  try {
    if (isService) {
      const servers = await options.lookup.services(hostname);
      return servers.map((server) => at(endpoint, `${server.name.replace(/\.$/, '')}:${server.port}`));
    }
    const addresses = await options.lookup.addresses(hostname);
    const suffix = port === '' ? '' : `:${port}`;
    return addresses.map((address) => at(endpoint, `${address.includes(':') ? `[${address}]` : address}${suffix}`));
  } catch (error) {
    faults.push(`${hostname}: ${error instanceof Error ? error.message : String(error)}`);
    return isService ? [] : [endpoint];
  }
}

/** The same registry at another host and port. */
function at(endpoint: Endpoint, host: string): Endpoint {
  const { protocol, pathname } = new URL(endpoint.url);
  return new Endpoint(new URL(`${protocol}//${host}${pathname}`).href, endpoint.zone, endpoint.authorization);
}
