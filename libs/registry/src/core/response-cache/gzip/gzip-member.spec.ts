import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { deflate, joinDeflated, lineUp, NOTHING } from './deflated.js';
import { gzipMember } from './gzip-member.js';

const anyTexts = fc.array(fc.string({ unit: 'binary', maxLength: 400 }), { maxLength: 8 });

/** All that comes behind the head: the text, and how it is checked. */
function trailerOf(member: Buffer): Buffer {
  return member.subarray(-8);
}

describe('gzipMember', () => {
  it('is one member whose text is that of its parts', () => {
    fc.assert(
      fc.property(anyTexts, (texts) => {
        const member = Buffer.concat(gzipMember([lineUp(texts.map((text) => deflate(Buffer.from(text))))]));
        // fails on a wrong CRC or length
        expect(gunzipSync(member).toString()).toBe(texts.map((text) => Buffer.from(text).toString()).join(''));
        expect(trailerOf(member)).toEqual(trailerOf(gzipSync(texts.join(''))));
      }),
    );
  });

  it('is the same for parts that were joined before, however they were', () => {
    fc.assert(
      fc.property(anyTexts, fc.nat(), (texts, cut) => {
        const parts = texts.map((text) => deflate(Buffer.from(text)));
        const at = cut % (parts.length + 1);
        const joined = [joinDeflated(parts.slice(0, at)), NOTHING, joinDeflated(parts.slice(at))];
        expect(Buffer.concat(gzipMember([lineUp(joined)]))).toEqual(Buffer.concat(gzipMember([lineUp(parts)])));
        const cutUp = [lineUp(parts.slice(0, at)), lineUp([]), lineUp(parts.slice(at))];
        expect(Buffer.concat(gzipMember(cutUp))).toEqual(Buffer.concat(gzipMember([lineUp(parts)])));
      }),
    );
  });

  it('holds an empty text', () => {
    expect(gunzipSync(Buffer.concat(gzipMember([])))).toHaveLength(0);
  });
});
