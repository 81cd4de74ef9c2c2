import { describe, expect, it } from '@jest/globals';
import { LabelPlaces } from './label-places.js';

describe('places for labels', () => {
  it('are kept by who has one, and refused when all are taken', () => {
    const places = new LabelPlaces(2, 1000);
    const a = places.of('a', 0);
    const b = places.of('b', 0);
    expect(places.of('c', 999)).toBeUndefined();
    expect([places.of('a', 999), places.of('b', 999)]).toEqual([a, b]);
    expect(places.of('a', 999)).toBe(a);
  });

  it('go, with what was counted, from who was not called for a while to the next that asks', () => {
    const places = new LabelPlaces(2, 1000);
    const removed: string[] = [];
    places.of('a', 0)?.series.set('1', { remove: () => removed.push('a1') });
    places.of('a', 0)?.series.set('2', { remove: () => removed.push('a2') });
    places.of('b', 10)?.series.set('1', { remove: () => removed.push('b1') });
    places.of('a', 500);
    expect(places.of('c', 1009)).toBeUndefined();
    expect(places.of('c', 1010)).toBeDefined();
    expect(removed).toEqual(['b1']);
    expect(places.of('b', 1499)).toBeUndefined();
    expect(places.of('b', 1500)?.series.size).toBe(0);
    expect(removed).toEqual(['b1', 'a1', 'a2']);
  });

  it('stay with who has requests under way', () => {
    const places = new LabelPlaces(1, 1000);
    const a = places.of('a', 0);
    Object.assign(a ?? {}, { active: 1 });
    expect(places.of('b', 5000)).toBeUndefined();
    Object.assign(a ?? {}, { active: 0 });
    expect(places.of('b', 5000)).toBeDefined();
  });

  it('are none where none are wanted', () => {
    expect(new LabelPlaces(0, 0).of('a', 0)).toBeUndefined();
  });
});
