import type { Random } from '../picker.js';

/** Draws an index in proportion to its weight, in constant time (Vose's alias method). */
export class AliasTable {
  readonly #share: Float64Array;
  readonly #alias: Uint32Array;

  /** Weights are finite and not negative; when all are 0 each index is as likely. */
  constructor(weights: readonly number[]) {
    const size = weights.length;
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    this.#share = Float64Array.from(weights, (weight) => (total > 0 ? (weight / total) * size : 1));
    this.#alias = Uint32Array.from(weights, (_, index) => index);
    this.#fill();
  }

  draw(random: Random): number {
    const place = random() * this.#share.length;
    const index = Math.floor(place);
    return place - index < (this.#share[index] ?? 1) ? index : (this.#alias[index] ?? 0);
  }

  /** Every index below the mean is topped up by one above it. */
  #fill(): void {
    const share = this.#share;
    const small: number[] = [];
    const large: number[] = [];
    share.forEach((part, index) => (part < 1 ? small : large).push(index));
    while (small.length > 0 && large.length > 0) {
      const low = small.pop() ?? 0;
      const high = large[large.length - 1] ?? 0;
      this.#alias[low] = high;
      share[high] = (share[high] ?? 0) - (1 - (share[low] ?? 0));
      if ((share[high] ?? 0) < 1) {
        large.pop();
        small.push(high);
      }
    }
    // what is left over differs from 1 by rounding alone
    for (const index of small) share[index] = 1;
    for (const index of large) share[index] = 1;
  }
}
