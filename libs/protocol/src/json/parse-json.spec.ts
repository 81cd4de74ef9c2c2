import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Refusal } from '../decode/refusal.js';
import type { JsonSource } from './json-source.js';
import type { JsonValue } from './json-value.js';
import { parseJson } from './parse-json.js';

interface Parsed {
  readonly value: JsonValue | undefined;
  readonly source: JsonSource | undefined;
  readonly kind: string | undefined;
}

function parse(text: string, maxDepth = 100): Parsed {
  const refusal = new Refusal();
  const document = parseJson(text, maxDepth, refusal);
  const result = refusal.isRefused ? refusal.result(document) : undefined;
  return {
    value: document?.value,
    source: document?.source,
    kind: result && !result.ok ? result.fault.kind : undefined,
  };
}

/** Text that is nearly JSON. */
const nearlyJson = fc
  .tuple(
    fc.json(),
    fc.nat(60),
    fc.constantFrom('', '"', '\\', ',', ':', '}', ']', ' ', '0', '-', '.', 'e', '\n', '\u0001'),
  )
  .map(([text, at, inserted]) => text.slice(0, at % text.length) + inserted + text.slice((at % text.length) + 1));

/** What JSON.parse makes of the longest beginning of a text that it reads. */
function parsedPrefix(text: string): { value: unknown } | undefined {
  for (let end = text.length; end > 0; end--) {
    try {
      return { value: JSON.parse(text.slice(0, end)) };
    } catch {
      // a shorter beginning may be JSON
    }
  }
  return undefined;
}

describe('parseJson', () => {
  it('reads what JSON.parse reads', () => {
    fc.assert(
      fc.property(fc.json({ stringUnit: 'binary', maxDepth: 4 }), (text) => {
        expect(parse(text).value).toEqual(JSON.parse(text));
      }),
    );
  });

  it('reads and refuses what JSON.parse does, but for what follows the first value', () => {
    fc.assert(
      fc.property(nearlyJson, (text) => {
        const { value, kind } = parse(text);
        expect(kind === undefined ? { value } : kind).toEqual(parsedPrefix(text) ?? 'malformed');
      }),
      { numRuns: 300 },
    );
  });

  it('ends with the first value', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.string()), fc.string(), (object, rest) => {
        expect(parse(JSON.stringify(object) + rest).value).toEqual(object);
      }),
    );
  });

  it.each(['1.50', '111122223333444455', '-0', '1E+2', '0.0'])('keeps the source text of the number %s', (text) => {
    expect(parse(`[${text}]`).source?.item(0).number()).toBe(text);
  });

  it.each([
    '',
    ' ',
    '{',
    '[1,]',
    '{"a"}',
    '{"a":}',
    '{a:1}',
    '01',
    '1.',
    '.5',
    '+1',
    "'a'",
    'nul',
    '"\n"',
    '"\\x"',
    '"abc',
    '{"abc',
  ])('refuses %j', (text) => {
    // brackets make a fault of what follows the first value
    expect(parse(`[${text},0]`).kind).toBe('malformed');
  });

  it('takes a byte order mark in front and white space everywhere', () => {
    expect(parse('\uFEFF { "a" :\t[ 1 ,\r\n2 ] } ').value).toEqual({ a: [1, 2] });
  });

  it('keeps the order of integer-like keys, and of a repeated key the last value', () => {
    const { value, source } = parse('{"b":"1","2":"x","1":"y","__proto__":"p","b":"3"}');
    expect(source?.entries()).toEqual([
      ['b', '3'],
      ['2', 'x'],
      ['1', 'y'],
      ['__proto__', 'p'],
    ]);
    expect(Object.getOwnPropertyNames(value)).toEqual(['1', '2', 'b', '__proto__']);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });

  it('reads keys with escapes like any other', () => {
    expect(parse('[{"a\\"b":1,"a\\u0041":2},{"a\\"b":3,"aA":4}]').value).toEqual([
      { 'a"b': 1, aA: 2 },
      { 'a"b': 3, aA: 4 },
    ]);
  });

  it('allows exactly the depth it is given', () => {
    expect(parse('[[[1]]]', 3).kind).toBeUndefined();
    expect(parse('[[{"a":[1]}]]', 3).kind).toBe('too-deep');
  });

  it('survives any depth, whatever the limit', () => {
    expect(parse('['.repeat(1_000_000), Number.MAX_SAFE_INTEGER).kind).toBe('too-deep');
    expect(parse('{"a":'.repeat(1_000_000), Number.MAX_SAFE_INTEGER).kind).toBe('too-deep');
  });

  it('does not count brackets in strings', () => {
    expect(parse(JSON.stringify(['[[[[{{{{']), 1).kind).toBeUndefined();
  });
});
