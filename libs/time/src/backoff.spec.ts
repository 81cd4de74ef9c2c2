import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Backoff } from './backoff.js';

describe('Backoff', () => {
  it('doubles up to its maximum', () => {
    const backoff = new Backoff({ initialMs: 100, maxMs: 1000, jitter: 0 }, () => 0);
    expect([1, 2, 3, 4, 5, 6].map(() => backoff.next())).toEqual([100, 200, 400, 800, 1000, 1000]);
  });

  it('starts over after a reset', () => {
    const backoff = new Backoff({ initialMs: 100, maxMs: 1000, multiplier: 3, jitter: 0 }, () => 0);
    backoff.next();
    backoff.next();
    backoff.reset();
    expect(backoff.next()).toBe(100);
  });

  it('stays between the delay less its jitter and the delay', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 0.999, noNaN: true }), fc.integer({ min: 0, max: 10 }), (random, steps) => {
        const backoff = new Backoff({ initialMs: 50, maxMs: 5000, jitter: 0.5 }, () => random);
        for (let step = 0; step < steps; step++) backoff.next();
        const full = Math.min(5000, 50 * 2 ** steps);
        const delay = backoff.next();
        expect(delay).toBeGreaterThanOrEqual(full / 2);
        expect(delay).toBeLessThanOrEqual(full);
      }),
    );
  });
});
