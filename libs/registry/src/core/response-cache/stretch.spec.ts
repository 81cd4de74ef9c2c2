import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { stretchOf } from './stretch.js';

const KILO = 1024;

describe('stretchOf', () => {
  it('changes nothing about the bytes', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.integer({ min: 0, max: 40 * KILO }).map((size) => Buffer.alloc(size, 'x')),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const expected = Buffer.concat(pieces.map((one) => (typeof one === 'string' ? Buffer.from(one) : one)));
        expect(Buffer.concat(stretchOf(pieces).chunks).equals(expected)).toBe(true);
      }),
    );
  });

  it('hands large pieces on without copying', () => {
    const large = Buffer.alloc(20 * KILO);
    expect(stretchOf(['<', large, '>']).chunks[1]).toBe(large);
  });

  it('gathers small pieces', () => {
    const pieces = Array.from({ length: 2000 }, () => Buffer.alloc(KILO / 2));
    expect(stretchOf(pieces).chunks).toHaveLength(Math.ceil(1000 / 64));
  });

  it('copies a small part of a large memory, so that the rest can go', () => {
    const memory = Buffer.alloc(100 * KILO);
    const [chunk] = stretchOf([memory.subarray(0, 20 * KILO)]).chunks;
    expect(chunk?.buffer.byteLength).toBe(20 * KILO);
    expect(stretchOf([memory.subarray(0, 60 * KILO)]).chunks[0]?.buffer).toBe(memory.buffer);
  });

  it('makes no chunk of nothing', () => {
    expect(stretchOf(['', Buffer.alloc(0)]).chunks).toEqual([]);
  });
});
