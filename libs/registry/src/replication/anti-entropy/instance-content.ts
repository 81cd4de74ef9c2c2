import { encodeInstance } from '@nest-eureka/protocol';
import type { Encoding, InstanceInfo } from '@nest-eureka/protocol';

const ENCODING: Encoding = { format: 'json', detail: 'full', version: 'v2' };
/** Java's defaults for a registration that names none (server.md 2.2). */
const DEFAULT_LEASE = { renewalIntervalInSecs: 30, durationInSecs: 90 };
const NO_TIMES = { registrationTimestamp: 0, lastRenewalTimestamp: 0, evictionTimestamp: 0, serviceUpTimestamp: 0 };

/** Instances do not change, so each is read once. */
const hashes = new WeakMap<InstanceInfo, number>();

/** Everything about an instance that has to be the same on all nodes, as text: not when each of them heard of it. */
export function contentText(instance: InstanceInfo): string {
  const { renewalIntervalInSecs, durationInSecs } = instance.leaseInfo ?? DEFAULT_LEASE;
  const same: InstanceInfo = {
    ...instance,
    leaseInfo: {
      ...NO_TIMES,
      renewalIntervalInSecs: positive(renewalIntervalInSecs, DEFAULT_LEASE.renewalIntervalInSecs),
      durationInSecs: positive(durationInSecs, DEFAULT_LEASE.durationInSecs),
    },
    metadata: new Map([...instance.metadata].sort(([one], [other]) => (one < other ? -1 : 1))),
    isCoordinatingDiscoveryServer: false,
    lastUpdatedTimestamp: 0,
    actionType: undefined,
  };
  return encodeInstance(same, ENCODING);
}

/** 32 bits; the same for the same content on every node. */
export function contentHash(instance: InstanceInfo): number {
  const known = hashes.get(instance);
  if (known !== undefined) return known;
  const hash = textHash(contentText(instance));
  hashes.set(instance, hash);
  return hash;
}

/** Whether the hash of an instance has been taken before, and costs nothing. */
export function isHashed(instance: InstanceInfo): boolean {
  return hashes.has(instance);
}

/** FNV-1a over UTF-16 code units, with its bits mixed at the end. */
export function textHash(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}

function positive(value: number, otherwise: number): number {
  return value > 0 ? value : otherwise;
}
