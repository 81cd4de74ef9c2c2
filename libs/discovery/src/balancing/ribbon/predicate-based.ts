import type { Candidate } from '../candidate.js';
import { isExcluded, nobodyOf, picked } from '../picker.js';
import type { Picker, PickRequest, PickResult, Rule } from '../picker.js';
import type { Pool } from '../pool.js';
import { survivors } from './predicates.js';
import type { Predicate } from './predicates.js';

/** Candidates per ms that a look at all of them may be old: 0 ms below 100, 100 ms at 10,000. Looking takes much less. */
const CANDIDATES_PER_MS = 100;

/** `PredicateBasedRule`: round robin among who passes, beginning with index 0 (client.md 6.3). */
export class PredicateBased implements Rule {
  /** The predicate, and its fallbacks in order. */
  constructor(private readonly predicates: readonly Predicate[]) {}

  build(pool: Pool, previous?: Picker): PredicateBasedPicker {
    const cursor = previous instanceof PredicateBasedPicker ? previous.cursor : 0;
    return new PredicateBasedPicker(pool, this.predicates, cursor);
  }
}

export class PredicateBasedPicker implements Picker {
  #survivors: readonly Candidate[] = [];
  #lookedAt = -Infinity;
  readonly #staleAfterMs: number;

  constructor(
    private readonly pool: Pool,
    private readonly predicates: readonly Predicate[],
    public cursor: number,
  ) {
    this.#staleAfterMs = Math.floor(pool.usable.length / CANDIDATES_PER_MS);
  }

  pick(request: PickRequest): PickResult {
    const { now } = request;
    if (this.#staleAfterMs === 0 || now - this.#lookedAt >= this.#staleAfterMs) {
      this.#lookedAt = now;
      this.#survivors = survivors(this.pool.usable, this.predicates, now);
    }
    const size = this.#survivors.length;
    for (let step = 0; step < size; step++) {
      const index = this.cursor % size;
      this.cursor = (index + 1) % size;
      const candidate = this.#survivors[index];
      if (candidate !== undefined && !isExcluded(candidate, request)) return picked(candidate);
    }
    return nobodyOf(this.pool);
  }
}
