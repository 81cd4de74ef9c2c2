import type { Endpoint } from '../endpoint/endpoint.js';
import { parseEndpoint } from '../endpoint/endpoint.js';
import type { ServerListSettings } from '../transport-settings.js';
import { ownZoneOf, zoneOrder, zonesOf } from './zone-order.js';

const FALLBACK_ZONE = 'defaultZone';

export interface ConfiguredServers {
  /** In zone order, each URL once. */
  readonly endpoints: readonly Endpoint[];
  /** Texts that are no service URL, without credentials. */
  readonly unreadable: readonly string[];
}

/** The registries of the configured service URLs (client.md 3.6). */
export function configuredServers(settings: ServerListSettings): ConfiguredServers {
  const zones = zoneOrder(zonesOf(settings), ownZoneOf(settings), settings.preferSameZone);
  const endpoints = new Map<string, Endpoint>();
  const unreadable = new Set<string>();
  for (const zone of zones) {
    for (const text of urlsOf(zone, settings.serviceUrls)) {
      const endpoint = parseEndpoint(text, zone);
      if (endpoint === undefined) unreadable.add(withoutUserInfo(text));
      else if (!endpoints.has(endpoint.url)) endpoints.set(endpoint.url, endpoint);
    }
  }
  return { endpoints: [...endpoints.values()], unreadable: [...unreadable] };
}

function urlsOf(zone: string, serviceUrls: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const urls = presentUrls(serviceUrls.get(zone));
  return urls.length > 0 ? urls : presentUrls(serviceUrls.get(FALLBACK_ZONE));
}

function presentUrls(urls: readonly string[] | undefined): readonly string[] {
  return (urls ?? []).flatMap((text) => text.split(',')).flatMap((url) => (url.trim() === '' ? [] : [url.trim()]));
}

/** Also where no `//` shows which part is a password, as in `user:secret@host`. */
function withoutUserInfo(text: string): string {
  const end = text.lastIndexOf('@');
  return end < 0 ? text : `***${text.slice(end)}`;
}
