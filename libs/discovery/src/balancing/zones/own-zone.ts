/** Where the caller's own zone may be told, in the order of client.md 5.5. */
export interface OwnZoneSources {
  /** `spring.cloud.loadbalancer.zone`. */
  readonly configured?: string;
  /** `spring.cloud.loadbalancer.eureka.approximate-zone-from-hostname`. @default false */
  readonly approximateFromHostname?: boolean;
  readonly hostName?: string;
  /** `eureka.instance.metadata-map.zone`. */
  readonly metadataZone?: string;
  /** Availability zones of the own region; none = `defaultZone`. */
  readonly availabilityZones?: readonly string[];
}

/** The zone that balancing takes for the caller's own (client.md 5.5). */
export function ownZone(sources: OwnZoneSources): string {
  const approximated =
    sources.approximateFromHostname && sources.hostName ? zoneOfHostname(sources.hostName) : undefined;
  return sources.configured || approximated || sources.metadataZone || sources.availabilityZones?.[0] || 'defaultZone';
}

/** What follows the first dot, or the whole name: `hello.world.foo.bar` is in `world.foo.bar`, `foo` in `foo`. */
export function zoneOfHostname(hostName: string): string {
  return hostName.slice(hostName.indexOf('.') + 1);
}
