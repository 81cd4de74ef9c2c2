import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { capturedFile } from '../../spec-support/captured-file.js';
import { fromFriendlyName, toFriendlyName } from './friendly-name.js';

interface MeasuredRanges {
  readonly start: readonly string[];
  readonly later_extra: readonly string[];
}

function codesOf(ranges: readonly string[]): ReadonlySet<number> {
  const codes = new Set<number>();
  for (const range of ranges) {
    const [first = 0, last = first] = range.split('-').map((hex) => Number.parseInt(hex, 16));
    for (let code = first; code <= last; code++) codes.add(code);
  }
  return codes;
}

describe('a friendly name', () => {
  it.each([
    ['zone', 'zone'],
    ['build_id', 'build__id'],
    ['price$', 'price_-'],
    ['with space', 'with_.0020space'],
    ['1st', '_.0031st'],
    ['@class', '_.0040class'],
    ['-a', '_.002da'],
    ['ns:key', 'ns:key'],
    ['dotted.key-x', 'dotted.key-x'],
    ['😀', '_.d83d_.de00'],
    ['日本', '日本'],
    ['a×b', 'a_.00d7b'],
    ['ĳ', '_.0133'],
    ['__proto__', '____proto____'],
  ])('of %j is %j, and back', (key, name) => {
    expect(toFriendlyName(key)).toBe(name);
    expect(fromFriendlyName(name)).toBe(key);
  });

  it('leaves alone exactly the characters that a live server leaves alone', () => {
    const measured = JSON.parse(capturedFile('wire-live/xml-name-chars.json')) as MeasuredRanges;
    const start = codesOf(measured.start);
    const later = codesOf(measured.later_extra);
    const wrong: string[] = [];
    for (let code = 0x20; code < 0xd800; code++) {
      const character = String.fromCharCode(code);
      if (character === '_' || character === '$') continue;
      if ((toFriendlyName(character) === character) !== start.has(code)) wrong.push(`first ${code.toString(16)}`);
      const isPlainLater = toFriendlyName(`a${character}`) === `a${character}`;
      if (isPlainLater !== (start.has(code) || later.has(code))) wrong.push(`later ${code.toString(16)}`);
    }
    expect(wrong).toEqual([]);
    expect([start.size, later.size]).toEqual([34_515, 606]);
  });

  it('gives back any key', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('_', '.', '-', '$', 'a', '0', '\ud83d', 'é', ' ') }), (key) => {
        expect(fromFriendlyName(toFriendlyName(key))).toBe(key);
      }),
    );
  });

  it('keeps underscores that begin no escape', () => {
    expect(fromFriendlyName('e_f')).toBe('e_f');
    expect(fromFriendlyName('_.00zz_')).toBe('_.00zz_');
  });
});
