import type { Candidate } from '../candidate.js';
import { isExcluded, picked } from '../picker.js';
import type { Picker, PickRequest, PickResult, Rule } from '../picker.js';
import type { Pool } from '../pool.js';
import { RibbonRoundRobin, RibbonRoundRobinPicker } from './ribbon-round-robin.js';

/** `BestAvailableRule`: the fewest active requests among those whose circuit is closed, the first on ties (client.md 6.3). */
export class RibbonBestAvailable implements Rule {
  build(pool: Pool, previous?: Picker): Picker {
    const before = previous instanceof RibbonBestAvailablePicker ? previous.roundRobin : undefined;
    return new RibbonBestAvailablePicker(pool, new RibbonRoundRobin().build(pool, before));
  }
}

class RibbonBestAvailablePicker implements Picker {
  constructor(
    private readonly pool: Pool,
    readonly roundRobin: RibbonRoundRobinPicker,
  ) {}

  pick(request: PickRequest): PickResult {
    let best: Candidate | undefined;
    let fewest = Infinity;
    for (const candidate of this.pool.usable) {
      const active = candidate.stats.activeAt(request.now);
      if (active >= fewest || candidate.stats.isTripped(request.now) || isExcluded(candidate, request)) continue;
      best = candidate;
      fewest = active;
      if (active === 0) break;
    }
    return best === undefined ? this.roundRobin.pick(request) : picked(best);
  }
}
