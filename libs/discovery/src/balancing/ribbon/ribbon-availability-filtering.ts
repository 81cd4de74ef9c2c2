import type { Picker, PickRequest, PickResult, Rule } from '../picker.js';
import type { Pool } from '../pool.js';
import { PredicateBased, PredicateBasedPicker } from './predicate-based.js';
import { availability, everybody, isAvailable } from './predicates.js';
import type { RibbonOptions } from './ribbon-options.js';
import { RibbonRoundRobin, RibbonRoundRobinPicker } from './ribbon-round-robin.js';

const TURNS = 11;

/** `AvailabilityFilteringRule`: the first available one of 11 turns of round robin, else among all available (client.md 6.3). */
export class RibbonAvailabilityFiltering implements Rule {
  constructor(private readonly options: Required<RibbonOptions>) {}

  build(pool: Pool, previous?: Picker): Picker {
    const before = previous instanceof AvailabilityFilteringPicker ? previous : undefined;
    const filtering = new PredicateBased([availability(this.options), everybody]);
    return new AvailabilityFilteringPicker(
      new RibbonRoundRobin().build(pool, before?.roundRobin),
      filtering.build(pool, before?.filtered),
      this.options,
    );
  }
}

class AvailabilityFilteringPicker implements Picker {
  constructor(
    readonly roundRobin: RibbonRoundRobinPicker,
    readonly filtered: PredicateBasedPicker,
    private readonly options: Required<RibbonOptions>,
  ) {}

  pick(request: PickRequest): PickResult {
    for (let turn = 0; turn < TURNS; turn++) {
      const result = this.roundRobin.pick(request);
      if (result.type === 'nobody') break;
      if (isAvailable(result.candidate, this.options, request.now)) return result;
    }
    return this.filtered.pick(request);
  }
}
