import fc from 'fast-check';
import { describe, expect, it } from '@jest/globals';
import { readRoute, routeText } from './route.js';

const text = fc.string({ minLength: 1, unit: 'grapheme' });

describe('the address of a view', () => {
  it('holds any names and filters, and gives them back', () => {
    fc.assert(
      fc.property(fc.array(text), fc.dictionary(text, text), (path, query) => {
        expect(readRoute(routeText(path, query))).toEqual({ path, query: { ...query } });
      }),
    );
  });

  it('leaves out filters that are not set', () => {
    expect(routeText(['services'], { search: 'a b', status: '', zone: undefined })).toBe('#/services?search=a+b');
  });

  it.each(['', '#', '#/'])('is the overview for %j', (hash) => {
    expect(readRoute(hash)).toEqual({ path: [], query: {} });
  });

  it('reads what cannot be decoded as it stands', () => {
    expect(readRoute('#/instance/%zz').path).toEqual(['instance', '%zz']);
  });
});
