import { describe, expect, it } from '@jest/globals';
import { isFailure } from './attempt-outcome.js';
import type { AttemptOutcome } from './attempt-outcome.js';
import { blackoutMs, DEFAULT_CIRCUIT } from './circuit.js';
import { InstanceStats } from './instance-stats.js';
import { StatsBook } from './stats-book.js';

const refused: AttemptOutcome = { type: 'failed', fault: 'connect', tookMs: 1 };
const fine: AttemptOutcome = { type: 'answered', status: 200, tookMs: 10 };

function after(outcomes: readonly AttemptOutcome[], now = 0): InstanceStats {
  const stats = new InstanceStats();
  for (const outcome of outcomes) {
    stats.begin(now);
    stats.end(outcome, now);
  }
  return stats;
}

describe("Ribbon's circuit", () => {
  it.each([
    [0, 0],
    [2, 0],
    [3, 10_000],
    [4, 20_000],
    [5, 30_000],
    [6, 30_000],
    [1000, 30_000],
  ])('after %d failures is open for %d ms', (failures, expected) => {
    expect(blackoutMs(failures, DEFAULT_CIRCUIT)).toBe(expected);
  });

  it('doubles at most sixteen times', () => {
    expect(blackoutMs(100, { threshold: 1, factorMs: 1, maxMs: Infinity })).toBe(65_536);
  });

  it('is open until the blackout has passed and opens again with the next failure', () => {
    const stats = after([refused, refused, refused]);
    expect([stats.isTripped(9999), stats.isTripped(10_000)]).toEqual([true, false]);
    stats.begin(10_000);
    stats.end(refused, 10_000);
    expect([stats.isTripped(29_999), stats.isTripped(30_000)]).toEqual([true, false]);
  });

  it.each<[string, AttemptOutcome]>([
    ['a good answer', fine],
    ['an answer of 500', { type: 'answered', status: 500, tookMs: 1 }],
    ['a fault that is not the network’s', { type: 'failed', fault: 'other', tookMs: 1 }],
  ])('is closed by %s', (_, outcome) => {
    expect(after([refused, refused, refused, outcome]).isTripped(1)).toBe(false);
  });

  it('is left as it is by a caller that went away', () => {
    expect(after([refused, refused, refused, { type: 'abandoned' }]).isTripped(1)).toBe(true);
  });
});

describe('InstanceStats', () => {
  it('counts requests in flight, never below none', () => {
    const stats = new InstanceStats();
    stats.begin(0);
    stats.begin(0);
    expect([stats.inFlight, stats.activeAt(0)]).toEqual([2, 2]);
    for (let end = 0; end < 3; end++) stats.end(fine, 0);
    expect([stats.inFlight, stats.activeAt(0)]).toEqual([0, 0]);
  });

  it("forgets Ribbon's active requests after 600 s without change, and counts on from none", () => {
    const stats = new InstanceStats();
    stats.begin(0);
    expect([stats.activeAt(600_000), stats.activeAt(600_001)]).toEqual([1, 0]);
    stats.begin(700_000);
    expect([stats.activeAt(700_000), stats.inFlight]).toEqual([1, 2]);
  });

  it('counts failures within windows of one second', () => {
    const stats = after([refused, refused]);
    expect([stats.failuresAt(999), stats.failuresAt(1000)]).toEqual([2, 0]);
    stats.end(refused, 1500);
    expect(stats.failuresAt(1500)).toBe(1);
  });

  it.each<[AttemptOutcome, boolean]>([
    [fine, false],
    [{ type: 'answered', status: 404, tookMs: 1 }, false],
    [{ type: 'answered', status: 500, tookMs: 1 }, true],
    [{ type: 'answered', status: 501, tookMs: 1 }, false],
    [{ type: 'answered', status: 503, tookMs: 1 }, true],
    [{ type: 'answered', status: 505, tookMs: 1 }, false],
    [refused, true],
    [{ type: 'failed', fault: 'timeout', tookMs: 1 }, true],
    [{ type: 'failed', fault: 'other', tookMs: 1 }, false],
    [{ type: 'abandoned' }, false],
  ])('%j counts against the instance: %s', (outcome, expected) => {
    expect(isFailure(outcome)).toBe(expected);
  });

  it('counts failures in a row until something goes well', () => {
    expect(after([refused, refused]).consecutiveFailures).toBe(2);
    expect(after([refused, refused, { type: 'abandoned' }]).consecutiveFailures).toBe(2);
    expect(after([refused, refused, fine]).consecutiveFailures).toBe(0);
  });

  it('keeps the mean of all answers, and does not measure failures', () => {
    const failedFast: AttemptOutcome = { type: 'answered', status: 500, tookMs: 1 };
    const stats = after([fine, { type: 'answered', status: 200, tookMs: 30 }, failedFast]);
    expect([stats.answers, stats.meanMs]).toEqual([2, 20]);
    expect(new InstanceStats().meanMs).toBe(0);
  });

  it('follows recent answers, faster after a pause', () => {
    const stats = after([{ type: 'answered', status: 200, tookMs: 100 }]);
    stats.end({ type: 'answered', status: 200, tookMs: 0 }, 0);
    expect(stats.latencyMs).toBeCloseTo(90);
    stats.end({ type: 'answered', status: 200, tookMs: 0 }, 60_000);
    expect(stats.latencyMs).toBeLessThan(1);
  });

  it('lets a measurement fade while nothing new comes', () => {
    const stats = after([{ type: 'answered', status: 200, tookMs: 100 }]);
    expect(stats.fadingLatencyMs(0)).toBeCloseTo(100);
    expect(stats.fadingLatencyMs(10_000)).toBeCloseTo(100 / Math.E);
  });
});

describe('StatsBook', () => {
  it('keeps what is known of an instance across snapshots and a while after it left', () => {
    const book = new StatsBook();
    book.keep(new Set(['a', 'b']), 0);
    const stats = book.of('a');
    book.keep(new Set(['b']), 1000);
    book.keep(new Set(['a', 'b']), 1000 + 30 * 60_000);
    expect(book.of('a')).toBe(stats);
  });

  it('forgets who left half an hour ago', () => {
    const book = new StatsBook();
    book.keep(new Set(['a', 'b']), 0);
    book.keep(new Set(['b']), 1000);
    book.keep(new Set(['b']), 1001 + 30 * 60_000);
    expect([book.of('a'), book.size]).toEqual([undefined, 1]);
  });

  it('remembers a thousand that left at most', () => {
    const book = new StatsBook();
    for (let round = 0; round < 50; round++) {
      book.keep(new Set(Array.from({ length: 100 }, (_, index) => `${round}-${index}`)), round);
    }
    expect(book.size).toBe(1100);
    expect([book.of('0-0'), book.of('48-0') === undefined]).toEqual([undefined, false]);
  });

  it('takes those of the first snapshot for old, later ones and returned ones for fresh', () => {
    const book = new StatsBook();
    book.keep(new Set(), 0);
    book.keep(new Set(['a']), 10);
    book.keep(new Set(['b']), 20);
    book.keep(new Set(['a', 'b']), 30);
    expect([book.of('a')?.freshSince, book.of('b')?.freshSince]).toEqual([30, 20]);
    book.keep(new Set(['a', 'b']), 40);
    expect(book.of('a')?.freshSince).toBe(30);
  });
});
