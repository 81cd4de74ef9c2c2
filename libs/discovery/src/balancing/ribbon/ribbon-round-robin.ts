import { isExcluded, nobodyOf, picked } from '../picker.js';
import type { Picker, PickRequest, PickResult, Rule } from '../picker.js';
import type { Pool } from '../pool.js';

/** Ribbon gives up after so many servers in a row that cannot be used. */
const TRIES = 10;

/** `RoundRobinRule` and `ClientConfigEnabledRoundRobinRule`: the first pick is index 1 (client.md 6.3). */
export class RibbonRoundRobin implements Rule {
  build(pool: Pool, previous?: Picker): RibbonRoundRobinPicker {
    return new RibbonRoundRobinPicker(pool, previous instanceof RibbonRoundRobinPicker ? previous.cursor : 0);
  }
}

export class RibbonRoundRobinPicker implements Picker {
  constructor(
    private readonly pool: Pool,
    public cursor: number,
  ) {}

  pick(request: PickRequest): PickResult {
    const { usable } = this.pool;
    for (let tries = 0; tries < TRIES && usable.length > 0; tries++) {
      this.cursor = (this.cursor + 1) % usable.length;
      const candidate = usable[this.cursor];
      if (candidate !== undefined && !isExcluded(candidate, request)) return picked(candidate);
    }
    return nobodyOf(this.pool);
  }
}
