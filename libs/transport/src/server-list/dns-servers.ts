import type { Endpoint } from '../endpoint/endpoint.js';
import { parseEndpoint } from '../endpoint/endpoint.js';
import type { DnsSettings, ResolveTxt } from '../transport-settings.js';

const PREFIX = 'txt.';

/**
 * Registries from TXT records: the root record names zones, the record of each zone names hosts (client.md 3.7). Rejects when
 * the root cannot be read or is empty, or when no zone can be read; a zone alone that cannot be read is left out.
 */
export async function dnsServers(
  dns: DnsSettings,
  region: string,
  resolveTxt: ResolveTxt,
  onWarning: (message: string) => void,
): Promise<readonly Endpoint[]> {
  const root = `${PREFIX}${region}.${dns.domain}`;
  const zoneNames = wordsOf(await resolveTxt(root));
  if (zoneNames.length === 0) throw new Error(`the TXT record of ${root} names no zone`);
  const faults: string[] = [];
  const zones = await Promise.all(
    zoneNames.map(async (zoneName) => {
      try {
        return await zoneServers(zoneName, dns, resolveTxt);
      } catch (error) {
        faults.push(`${zoneName}: ${error instanceof Error ? error.message : String(error)}`);
        return [];
      }
    }),
  );
  if (faults.length === zoneNames.length) throw new Error(faults.join('; '));
  for (const fault of faults) onWarning(`A zone of registries is left out, its TXT record cannot be read: ${fault}`);
  return zones.flat();
}

async function zoneServers(zoneName: string, dns: DnsSettings, resolveTxt: ResolveTxt): Promise<readonly Endpoint[]> {
  const record = zoneName.startsWith(PREFIX) ? zoneName : PREFIX + zoneName;
  const path = dns.context.replaceAll(/^\/+|\/+$/g, '');
  const base = path === '' ? '/' : `/${path}/`;
  return wordsOf(await resolveTxt(record)).flatMap((host) => {
    const endpoint = parseEndpoint(`http://${host}:${dns.port}${base}`, zoneOfName(zoneName));
    return endpoint === undefined ? [] : [endpoint];
  });
}

/** First label of a zone's domain name, or the second behind `txt.`. */
export function zoneOfName(zoneName: string): string {
  const labels = zoneName.split('.');
  return (labels[0] === 'txt' ? labels[1] : labels[0]) ?? '';
}

/** The words of all records, once each and sorted. */
function wordsOf(records: readonly (readonly string[])[]): readonly string[] {
  const words = records.flatMap((pieces) => pieces.join('').replaceAll(/^"|"$/g, '').split(/\s+/));
  return [...new Set(words.filter((word) => word !== ''))].sort();
}
