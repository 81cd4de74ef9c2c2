import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { logText } from './log-text.js';

describe('logText', () => {
  it.each([
    ['orders-1', 'orders-1'],
    ['a\r\nb', 'a\\r\\nb'],
    ['\u001b[31mred', '\\u001b[31mred'],
    ['\u009b31m\u2028', '\\u009b31m\\u2028'],
    ['"quoted"', '\\"quoted\\"'],
    ['grüße 日本', 'grüße 日本'],
  ])('writes %j as %s', (text, expected) => {
    expect(logText(text)).toBe(expected);
  });

  it('never lets a control character through', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(logText(text)).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
      }),
    );
  });
});
