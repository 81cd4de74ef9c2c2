import { describe, expect, it } from '@jest/globals';
import { previewText } from './order-text.js';

describe('previewText', () => {
  it.each([
    [[], 'this would evict every instance of A, and none is registered now; say --yes to do it'],
    [['a'], 'this would evict 1 instance of A: a; say --yes to do it'],
    [['a', '\u001b[2J'], 'this would evict 2 instances of A: a, \uFFFD[2J; say --yes to do it'],
  ])('says what would be done to %j', (ids, text) => expect(previewText('evict', 'A', ids)).toBe(text));

  it('names the first of many', () => {
    const ids = Array.from({ length: 25 }, (_, index) => `i-${index}`);
    expect(previewText('drain', 'A', ids)).toMatch(/25 instances of A: i-0, .*, i-19 and 5 more; say --yes/);
  });
});
