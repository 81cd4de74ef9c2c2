import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { derElements, derInteger, derOid } from './der.js';
import { pkcs12Certificates } from './pkcs12-certificates.js';

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');
const only = (text: string) => derElements(hex(text))[0] ?? { tag: 0, content: Buffer.alloc(0) };

describe('DER', () => {
  it('is read element by element, with short and long lengths', () => {
    const long = `0481c8${'ab'.repeat(200)}`;
    const elements = derElements(hex(`020105 ${long} 3000`));
    expect(elements.map(({ tag, content }) => [tag, content.length])).toEqual([
      [0x02, 1],
      [0x04, 200],
      [0x30, 0],
    ]);
  });

  it.each([
    ['06 09 2a 86 48 86 f7 0d 01 07 01', '1.2.840.113549.1.7.1'],
    ['06 09 60 86 48 01 65 03 04 01 2a', '2.16.840.1.101.3.4.1.42'],
    ['06 03 55 04 03', '2.5.4.3'],
  ])('has in %s the identifier %s', (text, oid) => {
    expect(derOid(only(text))).toBe(oid);
  });

  it.each([
    ['02 01 05', 5],
    ['02 02 27 10', 10_000],
    ['02 00', 0],
  ])('has in %s the number %i', (text, number) => {
    expect(derInteger(only(text))).toBe(number);
  });

  it.each(['30', '3080', '3005020101', '3085 0000000001 00', '0482ff'])('is not %s', (text) => {
    expect(() => derElements(hex(text))).toThrow(/^it is (not DER|cut off)$/);
  });

  it('makes a store of any bytes a fault that is told, never a crash', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        expect(() => pkcs12Certificates(Buffer.from(bytes), 'pw')).toThrow(Error);
      }),
    );
  });
});
