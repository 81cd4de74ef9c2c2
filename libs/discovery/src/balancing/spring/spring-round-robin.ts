import { below, isExcluded, nobodyOf, picked } from '../picker.js';
import type { Picker, PickRequest, PickResult, Random, Rule } from '../picker.js';
import type { Pool } from '../pool.js';

const SEEDS = 1000;

/** `RoundRobinLoadBalancer`: a position of its own over whatever list it is given, begun at random in 0…999 (client.md 6.7). */
export class SpringRoundRobin implements Rule {
  /** Shared by all lists of the service, as in Spring. */
  readonly #cursor: { position: number };

  constructor(random: Random) {
    this.#cursor = { position: below(SEEDS, random) };
  }

  build(pool: Pool): Picker {
    return new SpringRoundRobinPicker(pool, this.#cursor);
  }
}

class SpringRoundRobinPicker implements Picker {
  constructor(
    private readonly pool: Pool,
    private readonly cursor: { position: number },
  ) {}

  pick(request: PickRequest): PickResult {
    const { usable } = this.pool;
    for (let step = 0; step < usable.length; step++) {
      const candidate = usable[usable.length === 1 ? 0 : this.#advance() % usable.length];
      if (candidate !== undefined && !isExcluded(candidate, request)) return picked(candidate);
    }
    return nobodyOf(this.pool);
  }

  #advance(): number {
    this.cursor.position = (this.cursor.position + 1) & 0x7fffffff;
    return this.cursor.position;
  }
}
