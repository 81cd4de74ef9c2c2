import type { Candidate } from '../candidate.js';
import type { Picker, PickRequest, PickResult, Rule, RuleWrapper } from '../picker.js';
import type { Pool } from '../pool.js';

/** Ribbon's `ServerListFilter`: what of a list is used until it is next refreshed. */
export interface ServerListFilter {
  filtered(candidates: readonly Candidate[], now: number): readonly Candidate[];
}

/** Filters the list at each snapshot and every `refreshMs` (`ServerListRefreshInterval`), checked at a pick. */
export function listFiltered(filter: ServerListFilter, refreshMs: number): RuleWrapper {
  return (inner) => ({
    build: (pool, previous) =>
      new ListFilteredPicker(
        pool,
        inner,
        filter,
        refreshMs,
        previous instanceof ListFilteredPicker ? previous.inner : undefined,
      ),
  });
}

class ListFilteredPicker implements Picker {
  #refreshAt = -Infinity;

  constructor(
    private readonly pool: Pool,
    private readonly rule: Rule,
    private readonly filter: ServerListFilter,
    private readonly refreshMs: number,
    public inner: Picker | undefined,
  ) {}

  pick(request: PickRequest): PickResult {
    if (this.inner === undefined || request.now >= this.#refreshAt) {
      this.#refreshAt = request.now + this.refreshMs;
      const usable = this.filter.filtered(this.pool.usable, request.now);
      this.inner = this.rule.build({ ...this.pool, usable }, this.inner);
    }
    return this.inner.pick(request);
  }
}
