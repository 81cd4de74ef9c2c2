import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aCandidate, candidates, pickerOver, pickId, pickIds } from '../../../spec-support/a-candidate.js';
import { RoundRobin } from './round-robin.js';

describe('RoundRobin', () => {
  it('begins at a random place and goes round in the order of ids', () => {
    const all = ['c', 'a', 'd', 'b'].map((id) => aCandidate(id));
    expect(pickIds(pickerOver(new RoundRobin(() => 0.5), all), 5)).toEqual(['c', 'd', 'a', 'b', 'c']);
  });

  it('keeps its place by instance when others come and go', () => {
    const rule = new RoundRobin(() => 0);
    const first = pickerOver(
      rule,
      ['b', 'd', 'f'].map((id) => aCandidate(id)),
    );
    expect(pickIds(first, 2)).toEqual(['b', 'd']);
    const more = pickerOver(
      rule,
      ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => aCandidate(id)),
      first,
    );
    expect(pickIds(more, 2)).toEqual(['e', 'f']);
    const lastGone = pickerOver(
      rule,
      ['a', 'b', 'c'].map((id) => aCandidate(id)),
      more,
    );
    expect(pickIds(lastGone, 2)).toEqual(['a', 'b']);
  });

  it('keeps its place when a snapshot passes without a pick', () => {
    const rule = new RoundRobin(() => 0);
    const first = pickerOver(rule, candidates(3));
    expect(pickId(first)).toBe('good:0');
    expect(pickId(pickerOver(rule, candidates(3), pickerOver(rule, candidates(3), first)))).toBe('good:1');
  });

  it('passes over the excluded and says when everybody is', () => {
    const picker = pickerOver(new RoundRobin(() => 0), candidates(3));
    expect(pickIds(picker, 3, { exclude: new Set(['good:1']) })).toEqual(['good:0', 'good:2', 'good:0']);
    expect(pickId(picker, { exclude: new Set(['good:0', 'good:1', 'good:2']) })).toBe('all-excluded');
  });

  it('gives everybody one turn in each round, whatever snapshots come between', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.array(fc.boolean(), { maxLength: 60 }), (size, rebuilds) => {
        const rule = new RoundRobin(() => 0);
        const all = candidates(size);
        let picker = pickerOver(rule, all);
        const picks: string[] = [];
        for (const rebuild of rebuilds) {
          if (rebuild) picker = pickerOver(rule, all.toReversed(), picker);
          picks.push(pickId(picker));
        }
        for (let from = 0; from + size <= picks.length; from++) {
          expect(new Set(picks.slice(from, from + size)).size).toBe(size);
        }
      }),
    );
  });

  it.each([
    ['none-registered', []],
    ['all-down', [aCandidate('a', {}, 'DOWN'), aCandidate('b', {}, 'STARTING')]],
  ])('says %s', (reason, all) => {
    expect(pickId(pickerOver(new RoundRobin(() => 0), all))).toBe(reason);
  });
});
