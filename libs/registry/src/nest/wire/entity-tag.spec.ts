import { describe, expect, it } from '@jest/globals';
import { namesTag } from './entity-tag.js';

describe('namesTag', () => {
  it.each([
    ['W/"a-1"', true],
    ['"a-1"', true],
    ['*', true],
    ['"x", W/"a-1" , "y"', true],
    ['W/"a-2"', false],
    ['W/"a-1', false],
    ['a-1', false],
    ['w/"a-1"', false],
    ['W/"a-11"', false],
    ['', false],
    [',', false],
    [undefined, false],
  ])('reads %s', (ifNoneMatch, expected) => {
    expect(namesTag(ifNoneMatch, 'W/"a-1"')).toBe(expected);
  });
});
