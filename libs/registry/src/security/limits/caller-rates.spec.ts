import { describe, expect, it } from '@jest/globals';
import { ManualClock } from '@nest-eureka/time/testing';
import { CallerRates } from './caller-rates.js';
import type { Weight } from './caller-rates.js';

function rates(perSecond: number): {
  readonly clock: ManualClock;
  readonly passes: (weight: Weight, times: number, caller?: string) => number;
  readonly all: CallerRates;
} {
  const clock = new ManualClock();
  const all = new CallerRates(clock, perSecond);
  const passes = (weight: Weight, times: number, caller = 'a'): number =>
    Array.from({ length: times }, () => all.take(caller, weight)).filter((wait) => wait === undefined).length;
  return { clock, passes, all };
}

describe('CallerRates', () => {
  it('lets a second of requests come at once, and so many a second afterwards', () => {
    const { clock, passes } = rates(100);
    expect(passes('vital', 150)).toBe(100);
    clock.advance(500);
    expect(passes('vital', 150)).toBe(50);
    clock.advance(60_000);
    expect(passes('vital', 150)).toBe(100);
  });

  it('sheds whole fetches first, then reads, then registrations, and heartbeats last', () => {
    const { passes } = rates(100);
    expect(passes('full fetch', 100)).toBe(50);
    expect(passes('read', 100)).toBe(20);
    expect(passes('register', 100)).toBe(20);
    expect(passes('vital', 100)).toBe(10);
  });

  it('says after how many seconds it may be tried again', () => {
    const { passes, all } = rates(20);
    passes('vital', 20);
    expect(all.take('a', 'vital')).toBe(1);
    expect(all.take('a', 'full fetch')).toBe(1);
    expect(rates(1).passes('vital', 30)).toBe(20);
  });

  it('counts each caller for itself, and forgets the oldest of very many', () => {
    const { passes } = rates(20);
    expect(passes('vital', 30)).toBe(20);
    expect(passes('vital', 30, 'b')).toBe(20);
    for (let n = 0; n < 10_000; n++) passes('vital', 1, `c${n}`);
    expect(passes('vital', 30)).toBe(20);
  });
});
