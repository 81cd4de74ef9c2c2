import type { Candidate } from '../candidate.js';
import { below, isExcluded, nobodyOf, picked } from '../picker.js';
import type { Picker, PickRequest, PickResult, Random, Rule } from '../picker.js';
import type { Pool } from '../pool.js';

/**
 * The instance with the fewest requests in flight from here, any one of them on ties. An idle instance ends the search, so
 * that it never takes more steps than this client has requests under way.
 */
export class LeastRequests implements Rule {
  constructor(private readonly random: Random) {}

  build(pool: Pool): Picker {
    return { pick: (request) => leastBusy(pool, below(pool.usable.length, this.random), request) };
  }
}

function leastBusy(pool: Pool, start: number, request: PickRequest): PickResult {
  const { usable } = pool;
  let best: Candidate | undefined;
  for (let step = 0; step < usable.length; step++) {
    const candidate = usable[start + step < usable.length ? start + step : start + step - usable.length];
    if (candidate === undefined || isExcluded(candidate, request)) continue;
    if (best === undefined || candidate.stats.inFlight < best.stats.inFlight) best = candidate;
    if (best.stats.inFlight === 0) break;
  }
  return best === undefined ? nobodyOf(pool) : picked(best);
}
