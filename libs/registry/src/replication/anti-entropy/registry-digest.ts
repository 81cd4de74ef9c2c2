import type { LeaseStore } from '../../core/lease-store.js';
import { copyHash } from './copy-hash.js';
import type { OverrideWords } from './copy-hash.js';
import { isHashed, textHash } from './instance-content.js';

/** Instances are compared in so many groups, so that what differs is found without sending what does not. */
export const BUCKETS = 64;

/** How many instances are hashed before others have their turn. */
const SLICE = 500;

export function bucketOf(app: string, id: string): number {
  return textHash(`${app.length}:${app}${id}`) % BUCKETS;
}

/**
 * One number for each bucket, equal where two nodes hold the same instances with the same content. Leases that have run out
 * do not count: they go, or are held, on each node by itself; nor do those that only a snapshot knows of.
 */
export async function registryDigest(
  store: LeaseStore,
  overrides: OverrideWords,
  monotonicNow: number,
  yieldToOthers: () => Promise<void>,
): Promise<readonly number[]> {
  const buckets = Array.from({ length: BUCKETS }, () => 0);
  let hashed = 0;
  for (const lease of store.leases()) {
    if (!isHashed(lease.instance) && ++hashed % SLICE === 0) await yieldToOthers();
    if (lease.isExpired(monotonicNow) || !lease.isVerified) continue;
    const bucket = bucketOf(lease.app, lease.id);
    buckets[bucket] = ((buckets[bucket] ?? 0) + copyHash(lease, overrides)) >>> 0;
  }
  return buckets;
}

/** The buckets in which two digests differ. */
export function differingBuckets(ours: readonly number[], theirs: readonly number[]): readonly number[] {
  return ours.flatMap((value, bucket) => (value === theirs[bucket] ? [] : [bucket]));
}
