import { describe, expect, it } from '@jest/globals';
import { Endpoint } from '../endpoint/endpoint.js';
import { Quarantine } from './quarantine.js';

const servers = (count: number) =>
  Array.from({ length: count }, (_, index) => new Endpoint(`http://s${index}/`, undefined, undefined));

describe('Quarantine', () => {
  it.each([
    [1, 1, 1],
    [2, 1, 2],
    [3, 1, 3],
    [4, 1, 3],
    [4, 2, 4],
    [5, 2, 3],
    [5, 3, 5],
    [6, 2, 4],
    [6, 3, 6],
    [10, 5, 5],
    [10, 6, 10],
  ])('of %i registries with %i in it leaves %i to be asked', (count, inQuarantine, left) => {
    const quarantine = new Quarantine(0.66);
    const all = servers(count);
    for (const endpoint of all.slice(0, inQuarantine)) quarantine.add(endpoint);
    const candidates = quarantine.candidates(all);
    expect(candidates).toEqual(left === count ? all : all.slice(inQuarantine));
    expect(quarantine.size).toBe(left === count ? 0 : inQuarantine);
  });

  it('forgets who is in the list no more', () => {
    const quarantine = new Quarantine(0.66);
    const [gone, ...rest] = servers(6);
    if (gone) quarantine.add(gone);
    expect(quarantine.candidates(rest)).toEqual(rest);
    expect(quarantine.size).toBe(0);
  });
});
