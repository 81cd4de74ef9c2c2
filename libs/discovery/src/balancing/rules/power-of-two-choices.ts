import type { Candidate } from '../candidate.js';
import { below, isExcluded, picked, pickDrawn, pickFrom } from '../picker.js';
import type { Picker, PickRequest, PickResult, Random, Rule } from '../picker.js';
import type { Pool } from '../pool.js';

/** What a call to a candidate is expected to cost; the cheaper of two is taken. */
export type CostOf = (candidate: Candidate, now: number) => number;

export const requestsInFlight: CostOf = ({ stats }) => stats.inFlight;

/** Requests in flight times recent response time (Finagle's peak EWMA); below 1 ms all are alike. */
export const expectedWaitMs: CostOf = ({ stats }, now) =>
  (stats.inFlight + 1) * Math.max(1, stats.fadingLatencyMs(now));

/** Draws two different candidates and takes the cheaper one, either on a tie. */
export class PowerOfTwoChoices implements Rule {
  constructor(
    private readonly random: Random,
    private readonly costOf: CostOf = requestsInFlight,
  ) {}

  build(pool: Pool): Picker {
    return new PowerOfTwoPicker(pool, this.random, this.costOf);
  }
}

class PowerOfTwoPicker implements Picker {
  readonly #draw = (): number => below(this.pool.usable.length, this.random);

  constructor(
    private readonly pool: Pool,
    private readonly random: Random,
    private readonly costOf: CostOf,
  ) {}

  pick(request: PickRequest): PickResult {
    const { usable } = this.pool;
    if (usable.length < 2) return pickFrom(this.pool, 0, request);
    const one = below(usable.length, this.random);
    const skipped = below(usable.length - 1, this.random);
    const first = usable[one];
    const second = usable[skipped < one ? skipped : skipped + 1];
    if (first === undefined || second === undefined) return pickFrom(this.pool, 0, request);
    if (isExcluded(first, request)) {
      return isExcluded(second, request) ? pickDrawn(this.pool, this.#draw, request) : picked(second);
    }
    if (isExcluded(second, request)) return picked(first);
    return picked(this.costOf(second, request.now) < this.costOf(first, request.now) ? second : first);
  }
}
