import type { InstanceInfo } from '@nest-eureka/protocol';

/** What the names, marks and numbers of an instance come to, in characters. */
const FRAME = 700;
const MAP_ENTRY_FRAME = 6;

/** About how many characters an instance takes when written in full. Bounds how much is encoded in one go. */
export function instanceWeight(instance: InstanceInfo): number {
  let weight = FRAME;
  for (const value of Object.values(instance) as unknown[]) {
    if (typeof value === 'string') weight += value.length;
    else if (value instanceof Map) weight += mapWeight(value as Map<string, string>);
  }
  if (instance.dataCenterInfo?.name === 'Amazon') weight += mapWeight(instance.dataCenterInfo.metadata);
  return weight;
}

function mapWeight(map: ReadonlyMap<string, string>): number {
  let weight = 0;
  for (const [key, value] of map) weight += key.length + value.length + MAP_ENTRY_FRAME;
  return weight;
}
