import { describe, expect, it } from '@jest/globals';
import { timeSpanMs } from './time-span.js';

describe('timeSpanMs', () => {
  it.each([
    ['90', 90_000],
    ['90s', 90_000],
    ['1.5s', 1500],
    ['10m', 600_000],
    ['2h', 7_200_000],
    ['366d', 31_622_400_000],
  ])('reads %s as %d ms', (text, ms) => expect(timeSpanMs(text)).toBe(ms));

  it.each(['', '0', '-5m', '10 m', '1w', 'soon', '367d', '1e3', '10ms'])('refuses %j', (text) =>
    expect(timeSpanMs(text)).toBeUndefined(),
  );
});
