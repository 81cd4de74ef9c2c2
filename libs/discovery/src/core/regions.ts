import type { InstanceInfo } from '@nest-eureka/protocol';

/** Zones of the regions that Netflix runs in, for a region whose own zones are not configured (client.md 2.7). */
const BUILT_IN_ZONES: ReadonlyMap<string, readonly string[]> = new Map([
  ['us-east-1', ['us-east-1a', 'us-east-1c', 'us-east-1d', 'us-east-1e']],
  ['us-west-1', ['us-west-1a', 'us-west-1c']],
  ['us-west-2', ['us-west-2a', 'us-west-2b', 'us-west-2c']],
  ['eu-west-1', ['eu-west-1a', 'eu-west-1b', 'eu-west-1c']],
]);

/** What stands for "no zone configured" in Eureka's configuration. */
const PLACEHOLDER_ZONE = 'defaultZone';

export interface RegionSettings {
  /** The client's own region. */
  readonly region: string;
  /** Regions that are fetched besides it. */
  readonly remoteRegions: readonly string[];
  /** Zones by region. */
  readonly availabilityZones: ReadonlyMap<string, readonly string[]>;
}

/** Tells the region of an instance by its availability zone (client.md 2.7). */
export class Regions {
  readonly #regionOfZone = new Map<string, string>();
  readonly #remote: ReadonlySet<string>;

  constructor(private readonly settings: RegionSettings) {
    this.#remote = new Set(settings.remoteRegions);
    for (const region of settings.remoteRegions) {
      for (const zone of zonesOf(region, settings.availabilityZones)) this.#regionOfZone.set(zone, region);
    }
  }

  /** The client's own region. */
  get own(): string {
    return this.settings.region;
  }

  /** Own region for whatever is not known to be in a remote one: outside Amazon, without a zone, or of a region not fetched. */
  of(instance: Pick<InstanceInfo, 'dataCenterInfo'>): string {
    if (this.#remote.size === 0 || instance.dataCenterInfo?.name !== 'Amazon') return this.own;
    const zone = instance.dataCenterInfo.metadata.get('availability-zone') ?? '';
    return this.#ofZone(zone) ?? this.own;
  }

  #ofZone(zone: string): string | undefined {
    const listed = this.#regionOfZone.get(zone);
    if (listed !== undefined) return listed;
    // a zone is its region and one letter
    const region = zone.slice(0, -1);
    return this.#remote.has(region) ? region : undefined;
  }
}

function zonesOf(region: string, configured: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const zones = (configured.get(region) ?? []).filter((zone) => zone !== PLACEHOLDER_ZONE);
  return zones.length > 0 ? zones : (BUILT_IN_ZONES.get(region) ?? []);
}
