import { describe, expect, it } from '@jest/globals';
import { aCandidate, candidates, pickerOver, pickId, pickIds } from '../../../spec-support/a-candidate.js';
import { chiSquare, chiSquareLimit, tally } from '../../../spec-support/chi-square.js';
import type { Candidate } from '../candidate.js';
import { poolOf } from '../pool.js';
import { RandomChoice } from '../rules/random-choice.js';
import { RoundRobin } from '../rules/round-robin.js';
import { seededRandom } from '../rules/seeded-random.js';
import { regionPreference } from './region-preference.js';
import { shareOf, slowStart } from './slow-start.js';
import { keptShareOf, zonePreference } from './zone-preference.js';

const inZone = (zone: string, up: number, down = 0): Candidate[] => [
  ...candidates(up, { zone }, zone),
  ...Array.from({ length: down }, (_, index) => aCandidate(`${zone}:down:${index}`, { zone }, 'DOWN')),
];

const zonesOf = (all: readonly Candidate[], times: number): Map<string, number> => {
  const random = seededRandom(11);
  const picker = pickerOver(zonePreference({ zone: 'A' }, random)(new RandomChoice(random)), all);
  return tally(pickIds(picker, times).map((id) => id.split(':')[0] ?? ''));
};

describe('zonePreference', () => {
  it.each([
    [10, 0, 1],
    [7, 3, 1],
    [6, 4, 0.6 / 0.7],
    [1, 9, 0.1 / 0.7],
    [0, 10, 0],
  ])('keeps, with %d of the own zone UP and %d DOWN, the share %d', (up, down, expected) => {
    expect(keptShareOf(poolOf(inZone('a', up, down)), 0.7)).toBeCloseTo(expected);
  });

  it('does not count who is starting or taken out of service on purpose', () => {
    const aside = [aCandidate('x', { zone: 'a' }, 'STARTING'), aCandidate('y', { zone: 'a' }, 'OUT_OF_SERVICE')];
    expect(keptShareOf(poolOf([...inZone('a', 1), ...aside]), 0.7)).toBe(1);
  });

  it('counts the ejected', () => {
    const [usable, ejected] = [candidates(1), candidates(3)];
    expect(keptShareOf({ usable, ejected, down: [] }, 1)).toBe(0.25);
  });

  it('stays in the own zone, whatever its case, while enough of it is healthy', () => {
    expect(zonesOf([...inZone('a', 7, 3), ...inZone('b', 10)], 1000)).toEqual(new Map([['a', 1000]]));
  });

  it('spills in proportion: to the others by their instances', () => {
    const counts = zonesOf([...inZone('a', 35, 65), ...inZone('b', 10), ...inZone('c', 30, 5)], 100_000);
    const shares = new Map([
      ['a', 0.5],
      ['b', 0.125],
      ['c', 0.375],
    ]);
    expect(chiSquare(counts, shares)).toBeLessThan(chiSquareLimit(3));
  });

  it('uses everybody when the own zone is lost, and who names no zone as well', () => {
    const counts = zonesOf([...inZone('a', 0, 5), ...inZone('b', 10), ...candidates(10, {}, 'nowhere')], 1000);
    expect([...counts.keys()].sort()).toEqual(['b', 'nowhere']);
  });

  it('goes to another zone for a retry, and stays when there is none', () => {
    const rule = zonePreference({ zone: 'a' }, () => 0)(new RoundRobin(() => 0));
    const both = pickerOver(rule, [...inZone('a', 2), ...inZone('b', 1)]);
    expect(pickId(both, { exclude: new Set(['a:0']) })).toBe('b:0');
    expect(pickId(both, { exclude: new Set(['a:0', 'b:0']) })).toBe('a:1');
    expect(pickId(both, { exclude: new Set(['a:0', 'a:1', 'b:0']) })).toBe('all-excluded');
    expect(pickId(pickerOver(rule, inZone('a', 2)), { exclude: new Set(['a:0']) })).toBe('a:1');
  });

  it.each([
    [[], 'none-registered'],
    [inZone('a', 0, 1), 'all-down'],
  ])('tells why nobody is there', (all, expected) => {
    expect(pickId(pickerOver(zonePreference({ zone: 'a' }, () => 0)(new RoundRobin(() => 0)), all))).toBe(expected);
  });

  it('keeps the place in its zone across snapshots', () => {
    const rule = zonePreference({ zone: 'a' }, () => 0)(new RoundRobin(() => 0));
    const first = pickerOver(rule, inZone('a', 3));
    expect(pickId(first)).toBe('a:0');
    expect(pickIds(pickerOver(rule, inZone('a', 3), first), 2)).toEqual(['a:1', 'a:2']);
  });
});

describe('regionPreference', () => {
  const regionsByZone = new Map([['us-1a', 'us']]);
  const rule = regionPreference({ region: 'eu', regionsByZone })(new RoundRobin(() => 0));
  const eu = aCandidate('eu', { region: 'eu' });
  const us = aCandidate('us', { region: 'us' });
  const usByZone = aCandidate('us-by-zone', { zone: 'us-1A' });
  const unknown = aCandidate('unknown');

  it.each([
    ['the own region, and who names none', [eu, us, usByZone, unknown], ['eu', 'unknown']],
    ['others when there is nobody', [us, usByZone], ['us', 'us-by-zone']],
    ['others when the own ones are down', [aCandidate('x', { region: 'eu' }, 'DOWN'), us], ['us']],
  ])('uses %s', (_, all, expected) => {
    expect([...new Set(pickIds(pickerOver(rule, all), 10))].sort()).toEqual(expected);
  });

  it('leaves the region for a retry when it is exhausted', () => {
    expect(pickId(pickerOver(rule, [eu, us]), { exclude: new Set(['eu']) })).toBe('us');
  });
});

describe('slowStart', () => {
  it.each([
    [undefined, 0, 1],
    [0, 0, 0.1],
    [0, 5000, 0.55],
    [0, 10_000, 1],
    [0, 99_000, 1],
  ])('gives an instance fresh since %s at %d the share %d', (freshSince, now, expected) => {
    const candidate = aCandidate('a');
    candidate.stats.freshSince = freshSince;
    expect(shareOf(candidate, now, { windowMs: 10_000 })).toBeCloseTo(expected);
  });

  it.each([
    [0, 0.1],
    [5000, 0.55],
    [10_000, 1],
  ])('after %d ms lets a fresh one have %d of what the others get, around any rule', (now, share) => {
    const random = seededRandom(4);
    const all = candidates(4);
    all[0]!.stats.freshSince = 0;
    for (const inner of [new RandomChoice(random), new RoundRobin(random)]) {
      const picker = pickerOver(slowStart({ windowMs: 10_000 }, random)(inner), all);
      const counts = tally(pickIds(picker, 40_000, { now }));
      const others = (40_000 - (counts.get('good:0') ?? 0)) / 3;
      expect((counts.get('good:0') ?? 0) / others).toBeCloseTo(share, 1);
    }
  });

  it('gives a request to a fresh one when all are fresh', () => {
    const all = candidates(2);
    all.forEach(({ stats }) => (stats.freshSince = 0));
    expect(pickId(pickerOver(slowStart({ windowMs: 10_000 }, () => 0.99)(new RoundRobin(() => 0)), all))).toMatch(
      /^good/,
    );
  });
});
