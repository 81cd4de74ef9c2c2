import type { Candidate } from '../candidate.js';
import { isExcluded, picked } from '../picker.js';
import type { Picker, PickRequest, PickResult, Rule } from '../picker.js';
import type { Pool } from '../pool.js';

/** The instance that the request's session began with, as long as it is usable (client.md 6.7, sticky session). */
export function sticky(inner: Rule): Rule {
  return {
    build: (pool, previous) =>
      new StickyPicker(pool, inner.build(pool, previous instanceof StickyPicker ? previous.inner : undefined)),
  };
}

class StickyPicker implements Picker {
  readonly #byId: ReadonlyMap<string, Candidate>;

  constructor(
    pool: Pool,
    readonly inner: Picker,
  ) {
    this.#byId = new Map(pool.usable.map((candidate) => [candidate.id, candidate]));
  }

  pick(request: PickRequest): PickResult {
    const known = request.sticky === undefined ? undefined : this.#byId.get(request.sticky);
    return known === undefined || isExcluded(known, request) ? this.inner.pick(request) : picked(known);
  }
}
