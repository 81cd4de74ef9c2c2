import type { Candidate } from '../candidate.js';
import { below, isExcluded, nobodyOf, picked } from '../picker.js';
import type { Picker, PickRequest, PickResult, Random, Rule } from '../picker.js';
import type { Pool } from '../pool.js';

/** One after the other in the order of their ids, from a random start; goes on after the last picked when instances come and go. */
export class RoundRobin implements Rule {
  constructor(private readonly random: Random) {}

  build(pool: Pool, previous?: Picker): Picker {
    const usable = sortedById(pool.usable);
    const after = previous instanceof RoundRobinPicker ? previous.lastId : undefined;
    const next = after === undefined ? below(usable.length, this.random) : firstAfter(usable, after);
    return new RoundRobinPicker({ ...pool, usable }, next, after);
  }
}

class RoundRobinPicker implements Picker {
  constructor(
    private readonly pool: Pool,
    private next: number,
    public lastId: string | undefined,
  ) {}

  pick(request: PickRequest): PickResult {
    const { usable } = this.pool;
    for (let step = 0; step < usable.length; step++) {
      const candidate = usable[this.next];
      this.next = this.next + 1 >= usable.length ? 0 : this.next + 1;
      if (candidate === undefined || isExcluded(candidate, request)) continue;
      this.lastId = candidate.id;
      return picked(candidate);
    }
    return nobodyOf(this.pool);
  }
}

/** In an order that does not depend on the registry's answer, which clients shuffle. */
export function sortedById(candidates: readonly Candidate[]): readonly Candidate[] {
  return candidates.toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

/** The index of the first id above the given one, 0 when there is none. */
function firstAfter(sorted: readonly Candidate[], id: string): number {
  const index = sorted.findIndex((candidate) => candidate.id > id);
  return index < 0 ? 0 : index;
}
