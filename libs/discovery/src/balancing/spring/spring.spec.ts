import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aCandidate, candidates, pickerOver, pickId, pickIds } from '../../../spec-support/a-candidate.js';
import { tally } from '../../../spec-support/chi-square.js';
import { SpringRoundRobin } from './spring-round-robin.js';
import { expanded, weightedList } from './weighted-list.js';
import { zoneSupplier } from './zone-supplier.js';

const weighted = (weights: readonly string[]) =>
  weights.map((weight, index) => aCandidate(String.fromCodePoint(65 + index), { weight }));
const text = (weights: readonly string[]): string =>
  expanded(weighted(weights))
    .map(({ id }) => id)
    .join(' ');

describe('RoundRobinLoadBalancer', () => {
  it.each([0, 1, 999])('picks index (seed + 1 + i) mod n from seed %d', (seed) => {
    const picker = pickerOver(new SpringRoundRobin(() => seed / 1000), candidates(7));
    expect(pickIds(picker, 5)).toEqual([0, 1, 2, 3, 4].map((pick) => `good:${(seed + 1 + pick) % 7}`));
  });

  it('does not move for a single instance, and shares its position among lists', () => {
    const rule = new SpringRoundRobin(() => 0);
    expect(pickIds(pickerOver(rule, candidates(1)), 5)).toEqual(Array.from({ length: 5 }, () => 'good:0'));
    expect(pickIds(pickerOver(rule, candidates(3)), 1)).toEqual(['good:1']);
    expect(pickIds(pickerOver(rule, candidates(5)), 1)).toEqual(['good:2']);
  });

  it('has nobody in an empty list', () => {
    expect(pickId(pickerOver(new SpringRoundRobin(() => 0), []))).toBe('none-registered');
  });
});

describe('weighted supplier', () => {
  it.each([
    [['1', '2', '3'], 'A B C B C C'],
    [['10', '20', '30'], 'A B C B C C'],
    [['2', '2'], 'A B'],
    [['0', '3', '-5', 'many'], 'A B C D B B'],
    [['1.5', '2'], 'A B B'],
    [[], ''],
  ])('makes of weights %j the list %s', (weights, expected) => {
    expect(text(weights)).toBe(expected);
  });

  it('has everybody as often as the weight by the common divisor says', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 20 }), (weights) => {
        const counts = tally(expanded(weighted(weights.map(String))).map(({ id }) => id));
        const unit = (counts.get('A') ?? 0) / (weights[0] ?? 1);
        weights.forEach((weight, index) => {
          expect(counts.get(String.fromCodePoint(65 + index))).toBeCloseTo(weight * unit);
        });
      }),
    );
  });

  it('does not take memory for absurd weights', () => {
    const list = expanded(weighted(['2147483647', '1', '1000000007']));
    expect(list.length).toBeLessThanOrEqual(302);
    expect(new Set(list).size).toBe(3);
  });

  it('is what round robin goes round', () => {
    const picker = pickerOver(weightedList(new SpringRoundRobin(() => 0.005)), weighted(['1', '2', '3']));
    expect(pickIds(picker, 6)).toEqual(['A', 'B', 'C', 'B', 'C', 'C']);
  });
});

describe('zone supplier', () => {
  const all = [aCandidate('a', { zone: 'One' }), aCandidate('b', { zone: 'two' }), aCandidate('c')];

  it.each([
    ['oNE', ['a']],
    ['three', ['a', 'b', 'c']],
    [undefined, ['a', 'b', 'c']],
  ])('for zone %s leaves %j', (zone, expected) => {
    const picker = pickerOver(zoneSupplier(zone)(new SpringRoundRobin(() => 0)), all);
    expect([...new Set(pickIds(picker, 9))].sort()).toEqual(expected);
  });
});
