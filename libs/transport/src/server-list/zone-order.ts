import type { ServerListSettings } from '../transport-settings.js';
import { shuffled } from './shuffled.js';

const DEFAULT_ZONE = 'defaultZone';

/** The zones of the own region (client.md 3.6). */
export function zonesOf({ availabilityZones, region }: ServerListSettings): readonly string[] {
  const zones = availabilityZones.get(region) ?? [];
  return zones.length === 0 ? [DEFAULT_ZONE] : zones;
}

/** The zone whose registries are asked first: the first configured one, whatever the instance's metadata say (client.md 3.6). */
export function ownZoneOf(settings: ServerListSettings): string {
  return zonesOf(settings)[0] ?? DEFAULT_ZONE;
}

/** All zones in a circle from the own one on, or, when it shall not be preferred, from the first other one (client.md 3.6). */
export function zoneOrder(zones: readonly string[], ownZone: string, preferSameZone: boolean): readonly string[] {
  const start = Math.max(
    0,
    zones.findIndex((zone) => isSameZone(zone, ownZone) === preferSameZone),
  );
  return [...zones.slice(start), ...zones.slice(0, start)];
}

/**
 * Those of the own zone first, each part in random order. As in Eureka this undoes `preferSameZone=false`
 * (client.md 3.8, 8.1 no. 39).
 */
export function ownZoneFirst<T extends { readonly zone: string | undefined }>(
  endpoints: readonly T[],
  ownZone: string,
  random: () => number,
): readonly T[] {
  const isOwn = (endpoint: T): boolean => isSameZone(endpoint.zone, ownZone);
  const own = endpoints.filter(isOwn);
  const others = endpoints.filter((endpoint) => !isOwn(endpoint));
  return [...shuffled(own, random), ...shuffled(others, random)];
}

function isSameZone(zone: string | undefined, other: string): boolean {
  return zone?.toLowerCase() === other.toLowerCase();
}
