import type { Picker, Rule } from './picker.js';
import { EMPTY_POOL } from './pool.js';
import type { Pool } from './pool.js';

/** Pickers of one rule over parts of a pool, each made when first asked for; a part keeps its place across snapshots. */
export class PickerGroups {
  readonly #built = new Map<string, Picker>();
  readonly #before: ReadonlyMap<string, Picker>;

  constructor(
    private readonly inner: Rule,
    readonly pools: ReadonlyMap<string, Pool>,
    previous?: PickerGroups,
  ) {
    this.#before = previous?.latest(pools) ?? new Map<string, Picker>();
  }

  has(key: string): boolean {
    return this.pools.has(key);
  }

  of(key: string): Picker {
    let picker = this.#built.get(key);
    if (picker === undefined) {
      picker = this.inner.build(this.pools.get(key) ?? EMPTY_POOL, this.#before.get(key));
      this.#built.set(key, picker);
    }
    return picker;
  }

  /** The last picker of each part that still exists: handed over instead of `this`, so that old snapshots are let go. */
  latest(pools: ReadonlyMap<string, Pool>): Map<string, Picker> {
    const latest = new Map<string, Picker>();
    for (const key of pools.keys()) {
      const picker = this.#built.get(key) ?? this.#before.get(key);
      if (picker !== undefined) latest.set(key, picker);
    }
    return latest;
  }
}
