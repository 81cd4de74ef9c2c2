import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { shuffled } from './shuffled.js';

describe('shuffled', () => {
  it('gives a copy with the same items', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer()),
        fc.infiniteStream(fc.double({ min: 0, max: 0.999, noNaN: true })),
        (items, draws) => {
          const before = [...items];
          const result = shuffled(items, () => draws.next().value);
          expect(items).toEqual(before);
          expect(result).not.toBe(items);
          expect([...result].sort((a, b) => a - b)).toEqual(before.sort((a, b) => a - b));
        },
      ),
    );
  });

  it('can give every order', () => {
    const orders = new Set<string>();
    for (const first of [0, 0.4, 0.9]) {
      for (const second of [0, 0.9]) {
        const draws = [first, second];
        orders.add(shuffled(['a', 'b', 'c'], () => draws.shift() ?? 0).join(''));
      }
    }
    expect(orders.size).toBe(6);
  });
});
