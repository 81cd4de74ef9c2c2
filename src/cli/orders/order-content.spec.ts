import { describe, expect, it } from '@jest/globals';
import { entriesOf, readContent } from './order-content.js';

describe('what an order is about', () => {
  it.each([
    ['drain', {}, {}],
    ['override', { status: 'out_of_service' }, { status: 'OUT_OF_SERVICE' }],
    ['weight', { weight: '0' }, { weight: 0 }],
    ['metadata', { set: ['a=', 'b=c=d'] }, { metadata: { a: '', b: 'c=d' } }],
  ] as const)('is read for %s from %j', (action, options, content) =>
    expect(readContent(action, options)).toEqual(content),
  );

  it.each([
    ['override', { status: 'UNKNOWN' }],
    ['weight', { weight: '' }],
    ['weight', { weight: 'much' }],
    ['weight', { weight: '1000001' }],
    ['metadata', { set: ['a=b', '=c'] }],
  ] as const)('is refused for %s with %j', (action, options) =>
    expect(readContent(action, options)).toMatch(/^--(status|weight|set): /),
  );

  it('is metadata where it is a weight', () => {
    expect(entriesOf({ weight: 0.5 })).toEqual([['weight', '0.5']]);
    expect(entriesOf({})).toEqual([]);
  });
});
