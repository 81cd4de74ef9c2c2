import { joinCrcs } from './crc-shift.js';
import type { DeflatedPieces } from './deflated.js';

/** Deflate, no name, no time, made by nobody in particular (RFC 1952, section 2.3). */
const HEAD = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);

/** The last block, which is empty: everything before it ends on a byte boundary (RFC 1951, section 3.2.6). */
const LAST_BLOCK = [0x03, 0x00];
const TAIL_BYTES = LAST_BLOCK.length + 8;

/** One gzip member with the text of all parts. */
export function gzipMember(parts: readonly DeflatedPieces[]): readonly Buffer[] {
  let crc = 0;
  let plainLength = 0;
  for (const part of parts) {
    crc = joinCrcs(crc, part.crc, part.shift);
    plainLength += part.plainLength;
  }
  const tail = Buffer.allocUnsafeSlow(TAIL_BYTES);
  tail.set(LAST_BLOCK);
  tail.writeUInt32LE(crc, LAST_BLOCK.length);
  tail.writeUInt32LE(plainLength % 2 ** 32, LAST_BLOCK.length + 4);
  return [HEAD, ...parts.flatMap(({ pieces }) => pieces), tail];
}
