import { below, isExcluded, nobodyOf, picked, pickFrom } from '../picker.js';
import type { Picker, PickRequest, PickResult, Random, Rule } from '../picker.js';
import type { Pool } from '../pool.js';
import { HashRing, POINTS_PER_INSTANCE } from './hash-ring.js';
import { sortedById } from './round-robin.js';

export interface ConsistentHashOptions {
  /** Places each instance holds on the ring: more spread keys more evenly and take more memory. @default 100 */
  readonly pointsPerInstance?: number;
}

/** Equal keys to equal instances, from every client; when one comes or goes about 1/n of the keys move. Without a key: random. */
export class ConsistentHash implements Rule {
  constructor(
    private readonly random: Random,
    private readonly options: ConsistentHashOptions = {},
  ) {}

  build(pool: Pool, previous?: Picker): Picker {
    const before = previous instanceof ConsistentHashPicker ? previous.ring : undefined;
    const usable = sortedById(pool.usable);
    const ring = HashRing.over(usable, this.options.pointsPerInstance ?? POINTS_PER_INSTANCE, before);
    return new ConsistentHashPicker({ ...pool, usable }, ring, this.random);
  }
}

class ConsistentHashPicker implements Picker {
  constructor(
    private readonly pool: Pool,
    readonly ring: HashRing,
    private readonly random: Random,
  ) {}

  pick(request: PickRequest): PickResult {
    if (request.key === undefined) return pickFrom(this.pool, below(this.pool.usable.length, this.random), request);
    const start = this.ring.find(request.key);
    for (let step = 0; step < this.ring.size; step++) {
      const candidate = this.ring.holder(start + step);
      if (candidate !== undefined && !isExcluded(candidate, request)) return picked(candidate);
    }
    return nobodyOf(this.pool);
  }
}
