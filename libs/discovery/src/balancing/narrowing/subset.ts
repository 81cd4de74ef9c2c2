import type { Candidate } from '../candidate.js';
import { below } from '../picker.js';
import type { Picker, RuleWrapper } from '../picker.js';
import { hashText } from '../rules/hash-text.js';
import { sortedById } from '../rules/round-robin.js';
import { seededRandom } from '../rules/seeded-random.js';

/** `spring.cloud.loadbalancer.subset.*` (client.md 6.7). */
export interface SubsetOptions {
  /** Instances a client uses at most. @default 100 */
  readonly size?: number;
  /** This client's own instance id: clients with different ids use different subsets. */
  readonly instanceId: string;
}

/**
 * Every client uses a fixed part of a large service, all parts together use it evenly (client.md 6.7, subset supplier).
 * Cut out of the UP instances by id, so that the registry's shuffled order does not matter.
 */
export function subset(options: SubsetOptions): RuleWrapper {
  const size = options.size ?? 100;
  return (inner) => ({
    build: (pool, previous?: Picker) =>
      inner.build({ ...pool, usable: subsetOf(pool.usable, options.instanceId, size) }, previous),
  });
}

export function subsetOf(candidates: readonly Candidate[], instanceId: string, size: number): readonly Candidate[] {
  if (candidates.length <= size) return candidates;
  const id = hashText(instanceId) & 0x7fffffff;
  const count = Math.floor(candidates.length / size);
  const shuffled = shuffle(sortedById(candidates), Math.floor(id / count));
  const from = (id % count) * size;
  return shuffled.slice(from, from + size);
}

function shuffle(candidates: readonly Candidate[], seed: number): Candidate[] {
  const shuffled = [...candidates];
  const random = seededRandom(seed);
  for (let last = shuffled.length - 1; last > 0; last--) {
    const other = below(last + 1, random);
    const [a, b] = [shuffled[last], shuffled[other]];
    if (a === undefined || b === undefined) break;
    shuffled[last] = b;
    shuffled[other] = a;
  }
  return shuffled;
}
