import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { answered, candidates, pickerOver, pickId, pickIds } from '../../../spec-support/a-candidate.js';
import type { Candidate } from '../candidate.js';
import { RoundRobin } from '../rules/round-robin.js';
import type { EjectionOptions } from './ejection-options.js';
import { Ejections } from './ejections.js';
import type { Ejection } from './ejections.js';
import { outlierEjection } from './outlier-ejection.js';

function watching(all: readonly Candidate[], options: EjectionOptions = {}) {
  const told: Ejection[] = [];
  const ejections = new Ejections(options, (ejection) => told.push(ejection));
  ejections.watch(all, 0);
  return { ejections, told };
}

function fail(ejections: Ejections, candidate: Candidate, times: number, now: number): void {
  for (let failure = 0; failure < times; failure++) {
    candidate.stats.begin(now);
    candidate.stats.end({ type: 'failed', fault: 'connect', tookMs: 1 }, now);
    ejections.consider(candidate, true, now);
  }
}

function succeed(ejections: Ejections, candidate: Candidate, tookMs: number, times: number, now: number): void {
  for (let answer = 0; answer < times; answer++) {
    answered(candidate, tookMs, 1, now);
    ejections.consider(candidate, false, now);
  }
}

describe('ejection for failures', () => {
  it('comes with the fifth in a row, not with five among good answers', () => {
    const all = candidates(4);
    const { ejections, told } = watching(all);
    fail(ejections, all[0]!, 4, 0);
    succeed(ejections, all[0]!, 1, 1, 0);
    fail(ejections, all[0]!, 4, 0);
    expect(ejections.size).toBe(0);
    fail(ejections, all[0]!, 1, 7);
    expect(told).toEqual([{ id: 'good:0', cause: 'failures', untilAt: 5007, times: 1 }]);
  });

  it('lasts twice as long each time, up to the longest, and takes one failure after a return', () => {
    const all = candidates(4);
    const { ejections, told } = watching(all, { baseMs: 1000, maxMs: 5000 });
    let now = 0;
    fail(ejections, all[0]!, 5, now);
    for (let round = 0; round < 4; round++) {
      now = told.at(-1)!.untilAt;
      ejections.revisionAt(now);
      expect(ejections.isOut('good:0')).toBe(false);
      fail(ejections, all[0]!, 1, now);
    }
    expect(told.map(({ untilAt }, index) => untilAt - (told[index - 1]?.untilAt ?? 0))).toEqual([
      1000, 2000, 4000, 5000, 5000,
    ]);
  });

  it('forgets one time for each base time that went well', () => {
    const all = candidates(4);
    const { ejections, told } = watching(all, { baseMs: 1000 });
    fail(ejections, all[0]!, 5, 0);
    ejections.revisionAt(1000);
    fail(ejections, all[0]!, 1, 1000);
    ejections.revisionAt(3000);
    succeed(ejections, all[0]!, 1, 1, 3000);
    fail(ejections, all[0]!, 5, 4000);
    ejections.revisionAt(6000);
    succeed(ejections, all[0]!, 1, 1, 6000);
    fail(ejections, all[0]!, 5, 8000);
    expect(told.map(({ times }) => times)).toEqual([1, 2, 2, 1]);
  });

  it.each([
    [1, 0],
    [2, 1],
    [3, 1],
    [4, 2],
    [10, 5],
  ])('of %d instances takes out %d at most', (size, expected) => {
    const all = candidates(size);
    const { ejections } = watching(all);
    for (const candidate of all) fail(ejections, candidate, 5, 0);
    expect(ejections.size).toBe(expected);
  });

  it('is off with 0', () => {
    const all = candidates(4);
    const { ejections } = watching(all, { consecutiveFailures: 0 });
    fail(ejections, all[0]!, 50, 0);
    expect(ejections.size).toBe(0);
  });
});

describe('ejection for slowness', () => {
  it('takes out who is five times slower than the median, after twenty answers', () => {
    const all = candidates(3);
    const { ejections, told } = watching(all, { latencyCheckMs: 0 });
    succeed(ejections, all[0]!, 20, 20, 0);
    succeed(ejections, all[1]!, 22, 20, 0);
    succeed(ejections, all[2]!, 120, 19, 0);
    expect(told).toEqual([]);
    succeed(ejections, all[2]!, 120, 1, 0);
    expect(told).toMatchObject([{ id: 'good:2', cause: 'latency' }]);
  });

  it.each<[string, readonly number[], EjectionOptions]>([
    ['all are slow alike', [900, 950, 990], {}],
    ['nobody reaches the floor', [1, 1, 29], {}],
    ['it is off', [10, 10, 900], { latencyFactor: 0 }],
    ['there are but two', [10, 900], {}],
  ])('takes out nobody when %s', (_, latencies, options) => {
    const all = candidates(latencies.length);
    const { ejections } = watching(all, { latencyCheckMs: 0, ...options });
    latencies.forEach((tookMs, index) => succeed(ejections, all[index]!, tookMs, 30, 0));
    expect(ejections.size).toBe(0);
  });

  it('judges a returned instance by new answers alone', () => {
    const all = candidates(3);
    const { ejections } = watching(all, { latencyCheckMs: 0, baseMs: 1000 });
    all.forEach((candidate, index) => succeed(ejections, candidate, index === 2 ? 900 : 10, 20, 0));
    expect(ejections.isOut('good:2')).toBe(true);
    ejections.revisionAt(1000);
    all.forEach((candidate) => succeed(ejections, candidate, 10, 20, 1000));
    expect(ejections.size).toBe(0);
  });

  it('compares no more often than asked', () => {
    const all = candidates(3);
    const { ejections } = watching(all, { latencyCheckMs: 1000 });
    all.forEach((candidate, index) => succeed(ejections, candidate, index === 2 ? 900 : 10, 30, 0));
    expect(ejections.size).toBe(0);
    succeed(ejections, all[0]!, 10, 1, 1000);
    expect(ejections.isOut('good:2')).toBe(true);
  });
});

describe('a new snapshot', () => {
  it('lets those due first come back when the share would be passed, and forgets who left', () => {
    const all = candidates(8);
    const { ejections } = watching(all);
    for (let index = 0; index < 4; index++) fail(ejections, all[index]!, 5, index);
    ejections.watch(all.slice(0, 5), 10);
    expect(['good:0', 'good:1', 'good:2', 'good:3'].filter((id) => ejections.isOut(id))).toEqual(['good:2', 'good:3']);
    ejections.watch(all.slice(4), 10);
    expect(ejections.size).toBe(0);
  });

  it('keeps ejections within their share, whatever happens', () => {
    const step = fc.record({
      who: fc.nat(11),
      failed: fc.boolean(),
      passMs: fc.nat(4000),
      present: fc.integer({ min: 0, max: 12 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), fc.double({ min: 0, max: 1, noNaN: true }), (steps, maxShare) => {
        const all = candidates(12);
        const { ejections } = watching(all, { consecutiveFailures: 1, baseMs: 3000, maxShare });
        let now = 0;
        let present = all;
        for (const { who, failed, passMs, present: count } of steps) {
          now += passMs;
          if (passMs % 5 === 0) {
            present = all.slice(0, count);
            ejections.watch(present, now);
          }
          if (failed) fail(ejections, all[who]!, 1, now);
          else succeed(ejections, all[who]!, 1, 1, now);
          expect(ejections.size).toBeLessThanOrEqual(Math.floor(present.length * maxShare));
        }
      }),
    );
  });
});

describe('outlierEjection', () => {
  it('keeps the ejected from the rule until they are back, the rule keeping its place', () => {
    const all = candidates(4);
    const { ejections } = watching(all);
    const picker = pickerOver(outlierEjection(ejections)(new RoundRobin(() => 0)), all);
    expect(pickIds(picker, 2)).toEqual(['good:0', 'good:1']);
    fail(ejections, all[2]!, 5, 0);
    expect(pickIds(picker, 3, { now: 4999 })).toEqual(['good:3', 'good:0', 'good:1']);
    expect(pickIds(picker, 2, { now: 5000 })).toEqual(['good:2', 'good:3']);
  });

  it('says that all are ejected when that is so', () => {
    const all = candidates(2);
    const { ejections } = watching(all, { maxShare: 1 });
    const picker = pickerOver(outlierEjection(ejections)(new RoundRobin(() => 0)), all);
    for (const candidate of all) fail(ejections, candidate, 5, 0);
    expect(pickId(picker)).toBe('all-ejected');
    expect(pickId(picker, { now: 5000 })).toMatch(/^good/);
  });
});
