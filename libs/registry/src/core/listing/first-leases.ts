import type { Lease } from '../lease.js';

/** The first leases of many in the order of their ids, without sorting the many. */
export class FirstLeases {
  readonly #sorted: Lease[] = [];

  constructor(
    private readonly most: number,
    /** Those up to this id do not count. */
    private readonly after?: string,
  ) {}

  /** Sorted by id, `most` of them at the most. */
  get leases(): readonly Lease[] {
    return this.#sorted;
  }

  add(lease: Lease): void {
    const { id } = lease;
    if (this.after !== undefined && id <= this.after) return;
    const last = this.#sorted.at(-1);
    if (this.#sorted.length === this.most) {
      if (last === undefined || id >= last.id) return;
      this.#sorted.pop();
    }
    this.#sorted.splice(this.#placeOf(id), 0, lease);
  }

  #placeOf(id: string): number {
    let [low, high] = [0, this.#sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#sorted[middle] as Lease).id < id) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
