import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { answered, busy, candidates, pickerOver, pickId, pickIds } from '../../../spec-support/a-candidate.js';
import { tally } from '../../../spec-support/chi-square.js';
import { LeastRequests } from './least-requests.js';
import { expectedWaitMs, PowerOfTwoChoices } from './power-of-two-choices.js';
import { RandomChoice } from './random-choice.js';
import { seededRandom } from './seeded-random.js';
import { Weighted } from './weighted.js';
import { WeightedResponseTime } from './weighted-response-time.js';

describe('PowerOfTwoChoices', () => {
  it('takes the one with fewer requests in flight', () => {
    const all = candidates(2);
    busy(all[0]!, 1);
    expect(new Set(pickIds(pickerOver(new PowerOfTwoChoices(seededRandom(1)), all), 50))).toEqual(new Set(['good:1']));
  });

  it('never takes the busiest of all', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 30 }), fc.integer(), (size, seed) => {
        const all = candidates(size);
        busy(all[size - 1]!, 3);
        const picker = pickerOver(new PowerOfTwoChoices(seededRandom(seed)), all);
        expect(pickIds(picker, 30)).not.toContain(`good:${size - 1}`);
      }),
    );
  });

  it('keeps the load of 100 instances far more even than random choice', () => {
    const highest = (rule: PowerOfTwoChoices | RandomChoice): number => {
      const all = candidates(100);
      const picker = pickerOver(rule, all);
      for (let call = 0; call < 1000; call++) {
        const result = picker.pick({ now: 0 });
        if (result.type === 'picked') result.candidate.stats.begin(0);
      }
      return Math.max(...all.map(({ stats }) => stats.inFlight));
    };
    expect(highest(new PowerOfTwoChoices(seededRandom(3)))).toBeLessThanOrEqual(13);
    expect(highest(new RandomChoice(seededRandom(3)))).toBeGreaterThan(15);
  });

  it('avoids a slow instance by expected wait, and tries it again once its measurement has faded', () => {
    const all = candidates(2);
    answered(all[0]!, 500);
    answered(all[1]!, 5);
    const picker = pickerOver(new PowerOfTwoChoices(seededRandom(1), expectedWaitMs), all);
    expect(tally(pickIds(picker, 100)).get('good:0')).toBeUndefined();
    expect(tally(pickIds(picker, 100, { now: 120_000 })).get('good:0')).toBeGreaterThan(20);
  });

  it.each([
    [['good:0'], 'good:1'],
    [['good:1'], 'good:0'],
    [['good:0', 'good:1'], 'all-excluded'],
  ])('excluding %j leaves %s', (exclude, expected) => {
    const picker = pickerOver(new PowerOfTwoChoices(seededRandom(1)), candidates(2));
    expect(new Set(pickIds(picker, 20, { exclude: new Set(exclude) }))).toEqual(new Set([expected]));
  });

  it('finds the only one of many that is not excluded', () => {
    const exclude = new Set(candidates(100).map(({ id }) => id));
    exclude.delete('good:42');
    expect(pickId(pickerOver(new PowerOfTwoChoices(seededRandom(1)), candidates(100)), { exclude })).toBe('good:42');
  });
});

describe('LeastRequests', () => {
  it('takes the least busy one of all', () => {
    const all = candidates(10).map((candidate, index) => busy(candidate, 10 - index));
    expect(pickId(pickerOver(new LeastRequests(seededRandom(1)), all))).toBe('good:9');
    expect(pickId(pickerOver(new LeastRequests(seededRandom(1)), all), { exclude: new Set(['good:9']) })).toBe(
      'good:8',
    );
  });

  it('takes any of those that are alike', () => {
    const picker = pickerOver(new LeastRequests(seededRandom(1)), candidates(5));
    expect(new Set(pickIds(picker, 200)).size).toBe(5);
  });
});

describe('weighted rules', () => {
  it('never pick the excluded', () => {
    const exclude = new Set(['good:0', 'good:1']);
    for (const rule of [new Weighted(seededRandom(1)), new WeightedResponseTime(seededRandom(1))]) {
      expect(new Set(pickIds(pickerOver(rule, candidates(3)), 50, { exclude }))).toEqual(new Set(['good:2']));
    }
  });

  it('count an instance that is not measured yet as average', () => {
    const all = candidates(3);
    answered(all[0]!, 10);
    answered(all[1]!, 10);
    const counts = tally(pickIds(pickerOver(new WeightedResponseTime(seededRandom(1)), all), 3000));
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });

  it('take new measurements in after the refresh', () => {
    const all = candidates(2);
    const picker = pickerOver(new WeightedResponseTime(seededRandom(1), { refreshMs: 1000 }), all);
    expect(tally(pickIds(picker, 1000)).get('good:0')).toBeGreaterThan(400);
    answered(all[0]!, 1000, 1, 500);
    answered(all[1]!, 10, 1, 500);
    expect(tally(pickIds(picker, 1000, { now: 999 })).get('good:0')).toBeGreaterThan(400);
    expect(tally(pickIds(picker, 1000, { now: 1000 })).get('good:0')).toBeLessThan(50);
  });
});
