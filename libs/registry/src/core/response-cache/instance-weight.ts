import type { InstanceInfo } from '@nest-eureka/protocol';

/** What the names, marks, numbers and short texts of an instance come to, in characters. */
const FRAME = 800;
const MAP_ENTRY_FRAME = 6;

/** About how many characters an instance takes when written in full. Bounds how much is encoded in one go. */
export function instanceWeight(instance: InstanceInfo): number {
  const amazon = instance.dataCenterInfo?.name === 'Amazon' ? mapWeight(instance.dataCenterInfo.metadata) : 0;
  return (
    FRAME +
    mapWeight(instance.metadata) +
    amazon +
    length(instance.instanceId) +
    length(instance.hostName) +
    length(instance.app) +
    length(instance.ipAddr) +
    length(instance.appGroupName) +
    length(instance.homePageUrl) +
    length(instance.statusPageUrl) +
    length(instance.healthCheckUrl) +
    length(instance.secureHealthCheckUrl) +
    length(instance.vipAddress) +
    length(instance.secureVipAddress) +
    length(instance.asgName)
  );
}

function length(text: string | undefined): number {
  return text?.length ?? 0;
}

function mapWeight(map: ReadonlyMap<string, string>): number {
  let weight = 0;
  for (const [key, value] of map) weight += key.length + value.length + MAP_ENTRY_FRAME;
  return weight;
}
