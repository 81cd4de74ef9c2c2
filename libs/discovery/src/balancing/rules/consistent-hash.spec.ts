import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { candidates, pickerOver, pickId } from '../../../spec-support/a-candidate.js';
import { tally } from '../../../spec-support/chi-square.js';
import type { Picker } from '../picker.js';
import { ConsistentHash } from './consistent-hash.js';

const keys = Array.from({ length: 10_000 }, (_, index) => `customer-${index}`);
const owners = (picker: Picker): string[] => keys.map((key) => pickId(picker, { key }));
const moved = (before: readonly string[], after: readonly string[]): number =>
  before.filter((owner, index) => owner !== after[index]).length / before.length;

describe('ConsistentHash', () => {
  const rule = new ConsistentHash(() => 0);

  it('gives a key to the same instance whatever the order of the list', () => {
    const all = candidates(20);
    expect(owners(pickerOver(rule, all.toReversed()))).toEqual(owners(pickerOver(rule, all)));
  });

  it.each([3, 10, 50, 200])('moves about 1/n of the keys when one of %d leaves, and only those of that one', (size) => {
    const all = candidates(size);
    const picker = pickerOver(rule, all);
    const before = owners(picker);
    const after = owners(pickerOver(rule, all.slice(1), picker));
    expect(before.filter((owner, index) => owner !== 'good:0' && after[index] !== owner)).toEqual([]);
    expect(moved(before, after)).toBeGreaterThan(0.5 / size);
    expect(moved(before, after)).toBeLessThan(1.6 / size);
  });

  it('moves keys only to the one that comes', () => {
    const picker = pickerOver(rule, candidates(10));
    const before = owners(picker);
    const after = owners(pickerOver(rule, candidates(11), picker));
    expect(after.filter((owner, index) => owner !== 'good:10' && owner !== before[index])).toEqual([]);
    expect(moved(before, after)).toBeLessThan(1.6 / 11);
  });

  it('is the same ring whether built at once or step by step', () => {
    fc.assert(
      fc.property(fc.array(fc.subarray(candidates(30)), { minLength: 1, maxLength: 5 }), (snapshots) => {
        let picker: Picker | undefined;
        for (const snapshot of snapshots) picker = pickerOver(rule, snapshot, picker);
        const fresh = pickerOver(rule, snapshots.at(-1) ?? []);
        const differing = keys
          .slice(0, 50)
          .filter((key) => pickId(picker ?? fresh, { key }) !== pickId(fresh, { key }));
        expect(differing).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  it('spreads keys within about a third of the mean', () => {
    const counts = [...tally(owners(pickerOver(rule, candidates(10)))).values()];
    expect(counts).toHaveLength(10);
    expect(Math.min(...counts)).toBeGreaterThan(650);
    expect(Math.max(...counts)).toBeLessThan(1350);
  });

  it('gives an excluded owner’s key to the next on the ring, as if the owner were not there', () => {
    const all = candidates(5);
    const without = pickerOver(rule, all.slice(1));
    const picker = pickerOver(rule, all);
    for (const key of keys.slice(0, 200)) {
      expect(pickId(picker, { key, exclude: new Set(['good:0']) })).toBe(pickId(without, { key }));
    }
    expect(pickId(picker, { key: 'k', exclude: new Set(all.map(({ id }) => id)) })).toBe('all-excluded');
  });
});
