import { describe, expect, it } from '@jest/globals';
import { agoText } from './words.js';

describe('how long ago something was', () => {
  it.each([
    [0, '0 s ago'],
    [119, '119 s ago'],
    [120, '2 min ago'],
    [7199, '119 min ago'],
    [7200, '2 h ago'],
    [172_800, '2 d ago'],
    [-5, '0 s ago'],
  ])('is told of %d seconds as %s', (seconds, text) => {
    expect(agoText(1_000_000, 1_000_000 + seconds * 1000)).toBe(text);
  });

  it('is not told of what is no time', () => {
    expect([agoText(undefined, 0), agoText('soon', 0), agoText(Number.NaN, 0)]).toEqual(['-', '-', '-']);
  });
});
