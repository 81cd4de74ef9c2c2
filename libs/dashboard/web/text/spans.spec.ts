import { describe, expect, it } from '@jest/globals';
import { isSameDay, localClock, localTime, relativeTime, shortSpan } from './spans.js';

const NOON = new Date(2026, 10, 22, 12, 0, 0).getTime();
const HOUR_MS = 3_600_000;

describe('times as people read them', () => {
  it.each([
    [-1_000, '1 second ago'],
    [-119_000, '1 minute ago'],
    [20_000, 'in 20 seconds'],
    [-25 * HOUR_MS, 'yesterday'],
    [300, 'now'],
  ])('say %i ms as %s', (ms, said) => {
    expect(relativeTime(ms, 'en')).toBe(said);
  });

  it.each([
    [120, '120 ms'],
    [40_000, '40 s'],
    [180_000, '3 min'],
  ])('say a span of %i ms as %s', (ms, said) => {
    expect(shortSpan(ms)).toBe(said);
  });

  it('leave the day out where it is the same', () => {
    expect(isSameDay(NOON, NOON + 11 * HOUR_MS)).toBe(true);
    expect(isSameDay(NOON, NOON + 13 * HOUR_MS)).toBe(false);
    expect(localTime(NOON, 'en').endsWith(localClock(NOON, 'en'))).toBe(true);
    expect(localTime(NOON, 'en')).toMatch(/^Nov 22, 2026/);
  });
});
