import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { jsonExtent } from './json-extent.js';

const MANY = 100;

describe('jsonExtent', () => {
  it.each([
    ['{}', 2],
    [' [1]x', 4],
    ['{"a":"}"}{}', 9],
    ['["\\"]"] ]', 7],
    ['["\\\\"]"', 6],
    ['"a\\"b" c', 6],
    ['""', 2],
    ['12,3', 2],
    ['-1.5e+3.', 7],
    ['01', 1],
    ['\t\r\n null]', 8],
    ['}', 1],
  ])('ends the first value of %j at %d', (text, at) => {
    expect(jsonExtent(text, 0, MANY)).toEqual({ kind: 'ends', at });
  });

  it.each(['', ' ', '{', '["a', '["a\\"', '{"a":[]', 'x'])('takes the whole of %j, which has no end', (text) => {
    expect(jsonExtent(text, 0, MANY)).toEqual({ kind: 'ends', at: text.length });
  });

  it('begins where it is told', () => {
    expect(jsonExtent('[[1] 2', 1, MANY)).toEqual({ kind: 'ends', at: 4 });
  });

  it('ends any JSON where it ends, whatever follows', () => {
    fc.assert(
      fc.property(
        fc.json({ stringUnit: 'binary' }),
        fc.constantFrom('', ' ', ',', ']', '}', '"', '{'),
        (text, rest) => {
          expect(jsonExtent(text + rest, 0, MANY)).toEqual({ kind: 'ends', at: text.length });
        },
      ),
    );
  });

  it.each([
    ['[]', 1],
    ['[[],[],{}]', 2],
    ['{"[[[":[{}]}', 3],
  ])('finds %s nested %d deep', (text, depth) => {
    expect(jsonExtent(text, 0, depth)).toMatchObject({ kind: 'ends' });
    expect(jsonExtent(text, 0, depth - 1)).toEqual({ kind: 'too-deep' });
  });
});
