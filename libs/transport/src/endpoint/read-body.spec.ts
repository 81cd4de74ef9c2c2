import { Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { readBody } from './read-body.js';

/** A body that comes in pieces of that many bytes. */
function bodyOf(bytes: Buffer, pieceLength: number): Readable {
  const pieces: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += pieceLength) pieces.push(bytes.subarray(at, at + pieceLength));
  return Readable.from(pieces);
}

describe('readBody', () => {
  it('gives the same text however it comes in pieces, packed or not', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'binary' }),
        fc.integer({ min: 1, max: 7 }),
        fc.boolean(),
        async (text, length, packed) => {
          const bytes = Buffer.from(text, 'utf8');
          const body = bodyOf(packed ? gzipSync(bytes) : bytes, length);
          const outcome = await readBody(body, packed ? 'gzip' : '', 10_000, () => {});
          expect(outcome).toEqual({ kind: 'read', text: text.replace(/^\uFEFF/, '') });
        },
      ),
      { numRuns: 60 },
    );
  });

  it.each([
    [10, 'read'],
    [9, 'failed'],
  ])('with a limit of %i bytes, ten are %s', async (limit, kind) => {
    expect((await readBody(bodyOf(Buffer.alloc(10, 'x'), 3), '', limit, () => {})).kind).toBe(kind);
  });

  it('tells of each piece', async () => {
    let pieces = 0;
    await readBody(bodyOf(Buffer.alloc(10, 'x'), 3), '', 100, () => pieces++);
    expect(pieces).toBe(4);
  });
});
