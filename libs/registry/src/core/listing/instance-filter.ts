import type { InstanceInfo, InstanceStatus } from '@nest-eureka/protocol';

/** Which instances are wanted; what is undefined does not matter. Texts count in any case of letters. */
export interface InstanceFilter {
  /** Found anywhere in names, id, host, IP, VIPs, zone, version, status or metadata. */
  readonly search?: string | undefined;
  /** Exactly. */
  readonly app?: string | undefined;
  readonly statuses?: ReadonlySet<InstanceStatus> | undefined;
  readonly zone?: string | undefined;
  readonly version?: string | undefined;
  /** A metadata entry that must be there, with this value unless that is undefined. */
  readonly metadata?: { readonly name: string; readonly value: string | undefined } | undefined;
}

/** Where an instance says that it is: as clients of Eureka read it. */
export function zoneOf(instance: InstanceInfo): string | undefined {
  return instance.metadata.get('zone') ?? ofAmazon(instance, 'availability-zone');
}

/** The image that it was started from, which only Amazon knows. */
export function imageOf(instance: InstanceInfo): string | undefined {
  return ofAmazon(instance, 'ami-id');
}

function ofAmazon({ dataCenterInfo }: InstanceInfo, name: string): string | undefined {
  return dataCenterInfo?.name === 'Amazon' ? dataCenterInfo.metadata.get(name) : undefined;
}

export function versionOf({ metadata }: InstanceInfo): string | undefined {
  return metadata.get('version');
}

/** A test for many instances: what can be made ready is made ready once. */
export function instanceTest(filter: InstanceFilter): (instance: InstanceInfo) => boolean {
  const tests: ((instance: InstanceInfo) => boolean)[] = [];
  const { statuses, metadata } = filter;
  const [app, zone, version] = [filter.app, filter.zone, filter.version].map((text) => text?.toLowerCase());
  if (app !== undefined) tests.push((instance) => instance.app.toLowerCase() === app);
  if (statuses !== undefined) tests.push(({ status }) => statuses.has(status));
  if (zone !== undefined) tests.push((instance) => zoneOf(instance)?.toLowerCase() === zone);
  if (version !== undefined) tests.push((instance) => versionOf(instance)?.toLowerCase() === version);
  if (metadata !== undefined) {
    const { name, value } = metadata;
    tests.push(({ metadata: all }) => (value === undefined ? all.has(name) : all.get(name) === value));
  }
  if (filter.search) tests.push(searchTest(filter.search));
  return (instance) => tests.every((test) => test(instance));
}

function searchTest(search: string): (instance: InstanceInfo) => boolean {
  // a pattern is the one way to look in any case of letters without making another text of each
  const pattern = new RegExp(search.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'i');
  const finds = (text: string | undefined): boolean => text !== undefined && pattern.test(text);
  return (instance) => {
    const { app, instanceId, hostName, ipAddr, status, vipAddress, secureVipAddress, metadata } = instance;
    if ([app, instanceId, hostName, ipAddr, vipAddress, secureVipAddress, status, zoneOf(instance)].some(finds)) {
      return true;
    }
    for (const [name, value] of metadata) if (finds(name) || finds(value)) return true;
    return false;
  };
}
