import { describe, expect, it } from '@jest/globals';
import { holdsForAbsence, holdsForRenewals } from './preservation-judgement.js';

const IN_APPLICATION = { tolerated: 3, startShare: 0.15, endShare: 0.1 };
const IN_REGISTRY = { ...IN_APPLICATION, tolerated: 5 };

describe('holdsForAbsence', () => {
  it.each([
    [1, 3, 3],
    [4, 3, 3],
    [10, 3, 3],
    [20, 3, 3],
    [26, 3, 3],
    [27, 4, 4],
    [33, 4, 4],
    [34, 5, 5],
    [40, 6, 6],
    [46, 6, 6],
    [47, 7, 7],
    [50, 7, 7],
    [100, 15, 15],
    [1000, 150, 150],
  ])('of %i in one application begins with more than %i missing', (known, most) => {
    expect(holdsForAbsence({ missing: most, known }, IN_APPLICATION, false)).toBe(false);
    expect(holdsForAbsence({ missing: most + 1, known }, IN_APPLICATION, false)).toBe(true);
  });

  it.each([
    [6, 5],
    [20, 5],
    [33, 5],
    [39, 5],
    [40, 6],
    [50, 7],
    [100, 15],
  ])('of %i in the registry begins with more than %i missing', (known, most) => {
    expect(holdsForAbsence({ missing: most, known }, IN_REGISTRY, false)).toBe(false);
    expect(holdsForAbsence({ missing: most + 1, known }, IN_REGISTRY, false)).toBe(true);
  });

  it.each([
    [5, 0],
    [10, 1],
    [19, 1],
    [20, 2],
    [30, 3],
    [50, 5],
    [70, 7],
  ])('of %i ends with %i missing', (known, most) => {
    expect(holdsForAbsence({ missing: most + 1, known }, IN_REGISTRY, true)).toBe(true);
    expect(holdsForAbsence({ missing: most, known }, IN_REGISTRY, true)).toBe(false);
  });

  it('is not fooled by shares that binary numbers cannot hold', () => {
    const rule = { tolerated: 0, startShare: 1 - 0.9, endShare: 0.1 };
    for (const known of [10, 20, 30, 70, 100, 1000]) {
      expect(holdsForAbsence({ missing: known / 10, known }, rule, false)).toBe(false);
      expect(holdsForAbsence({ missing: known / 10, known }, rule, true)).toBe(false);
    }
  });

  it('does not end at once where it begins below the share at which it would end', () => {
    const rule = { tolerated: 3, startShare: 0.05, endShare: 0.1 };
    const absence = { missing: 7, known: 100 };
    expect(holdsForAbsence(absence, rule, false)).toBe(true);
    expect(holdsForAbsence(absence, rule, true)).toBe(true);
    expect(holdsForAbsence({ missing: 5, known: 100 }, rule, true)).toBe(false);
  });

  it('of nobody holds nothing', () => {
    expect(holdsForAbsence({ missing: 0, known: 0 }, IN_REGISTRY, false)).toBe(false);
    expect(holdsForAbsence({ missing: 0, known: 0 }, IN_REGISTRY, true)).toBe(false);
  });
});

describe('holdsForRenewals', () => {
  it.each([
    [0, 0, true],
    [5, 0, true],
    [16, 17, true],
    [17, 17, true],
    [18, 17, false],
  ])('with %i renewals against a threshold of %i is %s', (renewals, threshold, holds) => {
    expect(holdsForRenewals(renewals, threshold)).toBe(holds);
  });
});
