import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { JsonSource } from './json-source.js';
import type { JsonValue } from './json-value.js';

const numberText = fc.oneof(
  fc.constantFrom('0', '-0', '1.50', '1E+2', '0.0', '-1e-7', '111122223333444455', '1e999'),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => JSON.stringify(number)),
);

const key = fc.oneof(
  fc.constantFrom('__proto__', 'constructor', '1', '0', '42', '', ' ', '-1', '"'),
  fc.string({ unit: 'binary', maxLength: 5 }),
);

/** Members as they stand in a document, and as they are read from its source. */
const member: fc.Arbitrary<readonly [written: string, read: JsonValue]> = fc.oneof(
  numberText.map((text) => [text, text] as const),
  fc.oneof(key, fc.boolean(), fc.constant(null)).map((value) => [JSON.stringify(value), value] as const),
);

describe('JsonSource', () => {
  it('gives the members of any object in order, with the text of numbers', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.tuple(key, member), { selector: ([name]) => name }), (members) => {
        const written = members.map(([name, [text]]) => `${JSON.stringify(name)} :\t${text}`);
        const source = JsonSource.of(`{"a":[{ ${written.join(' ,')} }]}`);
        const expected = members.map(([name, [, read]]) => [name, read]);
        expect(source.member('a').item(0).entries()).toEqual(expected);
      }),
    );
  });

  it('tells the text of a number from a string that looks the same', () => {
    const source = JsonSource.of('{"number":1.50,"string":"1.50","word":true,"__proto__":2.0}');
    expect(source.member('number').number()).toBe('1.50');
    expect(source.member('string').number()).toBeUndefined();
    expect(source.member('word').number()).toBeUndefined();
    expect(source.member('__proto__').number()).toBe('2.0');
    expect(source.entries()).toContainEqual(['string', '1.50']);
  });

  it('takes the last of a repeated key', () => {
    expect(JsonSource.of('{"a":1.0,"a":2.0}').member('a').number()).toBe('2.0');
  });

  it('has nothing where the document has nothing', () => {
    const source = JsonSource.of('{"a":[1]}');
    expect(source.member('toString').number()).toBeUndefined();
    expect(source.member('a').member('0').number()).toBeUndefined();
    expect(source.item(0).number()).toBeUndefined();
    expect(source.member('a').item(1).number()).toBeUndefined();
    expect(source.member('a').entries()).toEqual([]);
  });
});
