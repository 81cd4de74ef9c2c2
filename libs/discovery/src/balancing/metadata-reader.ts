import { instanceIdOf } from '@nest-eureka/protocol';
import type { InstanceInfo } from '@nest-eureka/protocol';
import type { Candidate } from './candidate.js';
import type { InstanceStats } from './stats/instance-stats.js';
import { zoneOfHostname } from './zones/own-zone.js';

/** Metadata of somebody else's instance that cannot be what it should be; it counts as absent. */
export interface MalformedMetadata {
  readonly app: string;
  readonly instanceId: string;
  readonly key: string;
  /** At most 64 characters of it. */
  readonly value: string;
  readonly expected: string;
}

const LONGEST_NAME = 255;
const LARGEST_WEIGHT = 2 ** 31 - 1;
const NAME = /^[^\s\p{Cc}]+$/u;
const NUMBER = /^\+?(\d+(\.\d*)?|\.\d+)$/;

/** Reads what pickers need from an instance's metadata, and reports what is malformed, as often as it is read. */
export class MetadataReader {
  /** `approximateZone`: who names no zone is in that of its host name (client.md 6.4). */
  constructor(
    private readonly onMalformed: (fault: MalformedMetadata) => void,
    private readonly approximateZone = false,
  ) {}

  read(instance: InstanceInfo, stats: InstanceStats): Candidate {
    const zone = this.#name(instance, 'zone') ?? amazonZoneOf(instance) ?? this.#approximated(instance);
    return {
      id: instanceIdOf(instance),
      instance,
      status: instance.status,
      zone,
      zoneKey: zone?.toLowerCase(),
      region: this.#name(instance, 'region'),
      weight: this.#weight(instance),
      hint: instance.metadata.get('hint'),
      apiVersion: this.#name(instance, 'API_VERSION'),
      stats,
    };
  }

  #approximated({ hostName }: InstanceInfo): string | undefined {
    return this.approximateZone && hostName ? zoneOfHostname(hostName) : undefined;
  }

  #weight(instance: InstanceInfo): number {
    const text = instance.metadata.get('weight')?.trim();
    if (text === undefined) return 1;
    const weight = NUMBER.test(text) ? Number(text) : 0;
    if (weight > 0 && weight <= LARGEST_WEIGHT) return weight;
    this.#report(instance, 'weight', text, `a number above 0, at most ${LARGEST_WEIGHT}`);
    return 1;
  }

  #name(instance: InstanceInfo, key: string): string | undefined {
    const text = instance.metadata.get(key)?.trim();
    if (text === undefined) return undefined;
    if (text.length <= LONGEST_NAME && NAME.test(text)) return text;
    this.#report(instance, key, text, `1 to ${LONGEST_NAME} characters without white space`);
    return undefined;
  }

  #report(instance: InstanceInfo, key: string, value: string, expected: string): void {
    this.onMalformed({
      app: instance.app,
      instanceId: instanceIdOf(instance),
      key,
      value: value.slice(0, 64),
      expected,
    });
  }
}

function amazonZoneOf(instance: InstanceInfo): string | undefined {
  const dataCenter = instance.dataCenterInfo;
  return dataCenter?.name === 'Amazon' ? dataCenter.metadata.get('availability-zone') || undefined : undefined;
}
