import { describe, expect, it } from '@jest/globals';
import { settingsFor } from '../../spec-support/settings.js';
import { ownZoneFirst, ownZoneOf, zoneOrder, zonesOf } from './zone-order.js';

describe('zoneOrder', () => {
  it.each([
    [['a', 'b', 'c'], 'a', true, 'a b c'],
    [['a', 'b', 'c'], 'b', true, 'b c a'],
    [['a', 'b', 'c'], 'B', true, 'b c a'],
    [['a', 'b', 'c'], 'a', false, 'b c a'],
    [['a', 'b', 'c'], 'c', false, 'a b c'],
    [['a', 'b', 'c'], 'unknown', true, 'a b c'],
    [['a'], 'a', false, 'a'],
  ])('of %j for %s with preferSameZone %s is %s', (zones, own, preferSameZone, expected) => {
    expect(zoneOrder(zones, own, preferSameZone).join(' ')).toBe(expected);
  });
});

describe('the own zone', () => {
  it.each([
    [new Map([['r1', ['z2', 'z1']]]), 'z2'],
    [new Map([['r2', ['z2', 'z1']]]), 'defaultZone'],
    [new Map([['r1', []]]), 'defaultZone'],
  ])('of %j is the first of the region: %s', (availabilityZones, expected) => {
    const settings = settingsFor([], { region: 'r1', availabilityZones });
    expect(ownZoneOf(settings)).toBe(expected);
    expect(zonesOf(settings)[0]).toBe(expected);
  });
});

describe('ownZoneFirst (ZoneAffinityClusterResolverTest)', () => {
  const ENDPOINTS = ['z2', 'z1', 'z3', 'Z1', 'z2'].map((zone, index) => ({ zone, index }));

  it('puts those of the own zone first, whatever their case', () => {
    const zones = ownZoneFirst(ENDPOINTS, 'z1', () => 0.5).map(({ zone }) => zone.toLowerCase());
    expect(zones.slice(0, 2)).toEqual(['z1', 'z1']);
    expect(zones).toHaveLength(5);
  });

  it('puts all in random order when none is of the own zone', () => {
    const order = (random: () => number) => ownZoneFirst(ENDPOINTS, 'z9', random).map(({ index }) => index);
    expect(order(() => 0.999)).toEqual([0, 1, 2, 3, 4]);
    expect(order(() => 0)).not.toEqual([0, 1, 2, 3, 4]);
  });
});
