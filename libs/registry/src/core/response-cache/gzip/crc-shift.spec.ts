import { crc32 } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { joinCrcs, joinShifts, NO_SHIFT, shiftOf } from './crc-shift.js';

const anyText = fc.uint8Array({ maxLength: 300 });
const anyLength = fc.integer({ min: 0, max: 2 ** 40 });

describe('joinCrcs', () => {
  it('gives the CRC of two texts joined', () => {
    fc.assert(
      fc.property(anyText, anyText, (first, second) => {
        const joined = crc32(Buffer.concat([first, second]));
        expect(joinCrcs(crc32(first), crc32(second), shiftOf(second.length))).toBe(joined);
      }),
    );
  });

  it('does so for a text of many bytes', () => {
    const second = Buffer.alloc(3_000_001, 'größe');
    expect(joinCrcs(crc32('first'), crc32(second), shiftOf(second.length))).toBe(crc32(second, crc32('first')));
  });

  it.each([
    ['nothing before it', joinCrcs(0, 0xdeadbeef, shiftOf(9)), 0xdeadbeef],
    ['nothing behind it', joinCrcs(0xdeadbeef, 0, NO_SHIFT), 0xdeadbeef],
  ])('leaves a CRC as it is with %s', (_, joined, expected) => {
    expect(joined).toBe(expected);
  });
});

describe('shiftOf', () => {
  it('turns the sum of lengths into the joint of shifts, in any order', () => {
    fc.assert(
      fc.property(anyLength, anyLength, (one, other) => {
        expect(joinShifts(shiftOf(one), shiftOf(other))).toBe(shiftOf(one + other));
        expect(joinShifts(shiftOf(other), shiftOf(one))).toBe(shiftOf(one + other));
      }),
    );
  });

  it('is the neutral shift for nothing', () => {
    expect(shiftOf(0)).toBe(NO_SHIFT);
  });
});
