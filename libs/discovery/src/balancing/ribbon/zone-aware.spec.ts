import { describe, expect, it } from '@jest/globals';
import { busy, candidates, pickerOver, pickIds, trip } from '../../../spec-support/a-candidate.js';
import type { Candidate } from '../candidate.js';
import { seededRandom } from '../rules/seeded-random.js';
import { DEFAULT_RIBBON } from './ribbon-options.js';
import { RibbonRoundRobin } from './ribbon-round-robin.js';
import { zoneAware } from './zone-aware.js';
import { availableZones, zoneByInstances, zoneLoadOf } from './zone-load.js';

const zones = (): Record<'a' | 'b' | 'c', Candidate[]> => ({
  a: candidates(4, { zone: 'a' }, 'a'),
  b: candidates(4, { zone: 'b' }, 'b'),
  c: candidates(4, { zone: 'c' }, 'c'),
});

function zonesUsed({ a, b, c }: Record<'a' | 'b' | 'c', Candidate[]>, now = 0): string[] {
  const rule = zoneAware(DEFAULT_RIBBON, seededRandom(7))(new RibbonRoundRobin());
  const used = pickIds(pickerOver(rule, [...a, ...b, ...c]), 120, { now }).map((id) => id.slice(0, 1));
  return [...new Set(used)].sort();
}

describe('ZoneAwareLoadBalancer', () => {
  it('uses all zones while they are idle', () => {
    expect(zonesUsed(zones())).toEqual(['a', 'b', 'c']);
  });

  it('leaves out the zone whose load is 0.5', () => {
    const all = zones();
    busy(all.c[0]!, 2);
    expect(zonesUsed(all)).toEqual(['a', 'b']);
  });

  it('still leaves out the worst one when another has a third less load per server that is left', () => {
    const all = zones();
    busy(all.c[0]!, 2);
    trip(all.a[0]!);
    busy(all.a[1]!, 1);
    expect(zonesUsed(all)).toEqual(['a', 'b']);
  });

  it('uses all zones again when nothing has changed for ten minutes', () => {
    const all = zones();
    busy(all.c[0]!, 2);
    expect(zonesUsed(all, 600_000)).toEqual(['a', 'b']);
    expect(zonesUsed(all, 600_001)).toEqual(['a', 'b', 'c']);
  });

  it('uses b and c in turn when a is out and they are alike, and b alone when c has the load', () => {
    const all = zones();
    all.a.forEach((candidate) => trip(candidate));
    expect(zonesUsed(all)).toEqual(['b', 'c']);
    busy(all.c[0]!, 1);
    expect(zonesUsed(all)).toEqual(['b']);
  });

  it('uses everybody when two zones are left with none', () => {
    const { a, b } = zones();
    a.forEach((candidate) => trip(candidate));
    expect(zonesUsed({ a, b, c: [] })).toEqual(['a', 'b']);
  });

  it('uses another zone when everybody of the drawn one is excluded', () => {
    const all = zones();
    busy(all.c[0]!, 2);
    const rule = zoneAware(DEFAULT_RIBBON, seededRandom(7))(new RibbonRoundRobin());
    const exclude = new Set([...all.a, ...all.b].map(({ id }) => id));
    const picks = pickIds(pickerOver(rule, [...all.c, ...all.a, ...all.b]), 4, { exclude });
    expect(picks.every((id) => id.startsWith('c'))).toBe(true);
  });

  it('gives each zone a round of its own', () => {
    const all = zones();
    busy(all.c[0]!, 2);
    const rule = zoneAware(DEFAULT_RIBBON, seededRandom(7))(new RibbonRoundRobin());
    const picks = pickIds(pickerOver(rule, [...all.a, ...all.b, ...all.c]), 60);
    const inA = picks.filter((id) => id.startsWith('a'));
    expect(inA.slice(0, 5)).toEqual(['a:1', 'a:2', 'a:3', 'a:0', 'a:1']);
  });
});

describe('zone load', () => {
  it.each([
    ['no servers', [], { instances: 0, tripped: 0, loadPerServer: 0 }],
    ['all tripped', candidates(2).map((one) => trip(one)), { instances: 2, tripped: 2, loadPerServer: -1 }],
    [
      'one of four tripped',
      candidates(4).map((one, index) => (index === 0 ? trip(one) : index === 1 ? busy(one, 1) : one)),
      { instances: 4, tripped: 1, loadPerServer: 1 / 3 },
    ],
  ])('is right with %s', (_, members, expected) => {
    expect(zoneLoadOf(members, 0)).toEqual(expected);
  });

  it('has no zones where there are none, and keeps a single one whatever its load', () => {
    const overloaded = new Map([['a', { instances: 1, tripped: 1, loadPerServer: -1 }]]);
    expect(availableZones(new Map(), DEFAULT_RIBBON, () => 0)).toBeUndefined();
    expect(availableZones(overloaded, DEFAULT_RIBBON, () => 0)).toEqual(new Set(['a']));
  });

  it.each([
    [0, 'a'],
    [0.24, 'a'],
    [0.25, 'b'],
    [0.99, 'b'],
  ])('draws a zone by its instances: %d gives %s', (random, expected) => {
    const loads = new Map([
      ['a', { instances: 1, tripped: 0, loadPerServer: 0 }],
      ['b', { instances: 3, tripped: 0, loadPerServer: 0 }],
    ]);
    expect(zoneByInstances(loads.keys(), loads, () => random)).toBe(expected);
  });
});
