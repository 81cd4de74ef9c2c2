import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { keptAge } from './kept-age.js';

const SPAN = { durationMs: 90_000, renewalIntervalMs: 30_000 };

describe('keptAge', () => {
  it.each([
    // age there, by chance, age here
    [0, 0.5, 0],
    [60_000, 0.5, 60_000],
    [61_000, 0, 61_000],
    [61_000, 0.5, 60_500],
    [90_000, 0, 90_000],
    [90_000, 0.5, 75_000],
    [500_000, 0.999, 60_030],
  ])('makes of %d ms, by chance %d, %d ms', (ageMs, random, expected) => {
    expect(keptAge(ageMs, SPAN, random)).toBeCloseTo(expected, 3);
  });

  it('never makes a lease younger than one renewal interval before its end', () => {
    const age = fc.integer({ min: 0, max: 1_000_000 });
    const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(age, chance, (ageMs, random) => {
        const kept = keptAge(ageMs, SPAN, random);
        expect(kept).toBeLessThanOrEqual(90_000);
        expect(kept).toBeGreaterThanOrEqual(Math.min(ageMs, 60_000));
        if (ageMs <= 90_000) expect(kept).toBeLessThanOrEqual(ageMs);
      }),
    );
  });

  it('gives a lease shorter than its renewal interval no more than its duration', () => {
    expect(keptAge(20_000, { durationMs: 10_000, renewalIntervalMs: 30_000 }, 0.999)).toBeGreaterThanOrEqual(0);
  });
});
