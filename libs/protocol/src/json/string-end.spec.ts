import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { stringEnd } from './string-end.js';

describe('stringEnd', () => {
  it('finds the end of any string that JSON writes', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('\\', '"', 'a', 'é', '\n') }),
        fc.constantFrom('', '"', '\\"'),
        (value, rest) => {
          const written = JSON.stringify(value);
          expect(stringEnd(`[${written}${rest}`, 1)).toBe(1 + written.length);
        },
      ),
    );
  });

  it.each(['"', '"a', '"a\\"', '"\\\\\\"'])('ends %j, which is not closed, with the text', (text) => {
    expect(stringEnd(text, 0)).toBe(text.length);
  });
});
