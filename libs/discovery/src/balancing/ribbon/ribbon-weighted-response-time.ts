import { isExcluded, picked } from '../picker.js';
import type { Picker, PickRequest, PickResult, Random, Rule } from '../picker.js';
import type { Pool } from '../pool.js';
import { RibbonRoundRobin, RibbonRoundRobinPicker } from './ribbon-round-robin.js';

/** Draws before an exclusion is met by round robin instead; Ribbon would draw for ever. */
const DRAWS = 8;

/**
 * `WeightedResponseTimeRule` and `ResponseTimeWeightedRule`: weight = sum of all mean response times - one's own; round robin
 * until something is measured (client.md 6.3). Ribbon's timer is an interval checked at each pick.
 */
export class RibbonWeightedResponseTime implements Rule {
  constructor(
    private readonly random: Random,
    private readonly intervalMs: number,
  ) {}

  build(pool: Pool, previous?: Picker): Picker {
    const before = previous instanceof RibbonWeightedPicker ? previous.roundRobin : undefined;
    const roundRobin = new RibbonRoundRobin().build(pool, before);
    return new RibbonWeightedPicker(pool, roundRobin, this.random, this.intervalMs);
  }
}

class RibbonWeightedPicker implements Picker {
  #accumulated: readonly number[] = [];
  #refreshAt = -Infinity;

  constructor(
    private readonly pool: Pool,
    readonly roundRobin: RibbonRoundRobinPicker,
    private readonly random: Random,
    private readonly intervalMs: number,
  ) {}

  pick(request: PickRequest): PickResult {
    if (request.now >= this.#refreshAt) {
      this.#refreshAt = request.now + this.intervalMs;
      this.#accumulated = accumulatedWeights(this.pool);
    }
    const highest = this.#accumulated.at(-1) ?? 0;
    if (highest < 0.001) return this.roundRobin.pick(request);
    for (let draw = 0; draw < DRAWS; draw++) {
      const candidate = this.pool.usable[firstAtLeast(this.#accumulated, this.random() * highest)];
      if (candidate !== undefined && !isExcluded(candidate, request)) return picked(candidate);
    }
    return this.roundRobin.pick(request);
  }
}

/** Each entry is the sum of the weights up to and with its own. */
export function accumulatedWeights({ usable }: Pool): readonly number[] {
  const total = usable.reduce((sum, { stats }) => sum + stats.meanMs, 0);
  let sum = 0;
  return usable.map(({ stats }) => (sum += total - stats.meanMs));
}

function firstAtLeast(ascending: readonly number[], value: number): number {
  let low = 0;
  let high = ascending.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
