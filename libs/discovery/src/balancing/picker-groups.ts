import type { Picker, Rule } from './picker.js';
import { EMPTY_POOL } from './pool.js';
import type { Pool } from './pool.js';

/** Pickers of one rule over parts of a pool, each made when first asked for; a part keeps its place across snapshots. */
export class PickerGroups {
  readonly #built = new Map<string, Picker>();

  /** What was in use in the previous snapshot is built at once: keeping its picker for later would keep that snapshot. */
  constructor(
    private readonly inner: Rule,
    private readonly pools: ReadonlyMap<string, Pool>,
    previous?: PickerGroups,
  ) {
    for (const [key, picker] of previous === undefined ? [] : previous.#built) {
      if (pools.has(key)) this.#build(key, picker);
    }
  }

  has(key: string): boolean {
    return this.pools.has(key);
  }

  of(key: string): Picker {
    return this.#built.get(key) ?? this.#build(key);
  }

  #build(key: string, previous?: Picker): Picker {
    const picker = this.inner.build(this.pools.get(key) ?? EMPTY_POOL, previous);
    this.#built.set(key, picker);
    return picker;
  }
}
