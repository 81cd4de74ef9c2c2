import { constants, crc32, deflateRawSync } from 'node:zlib';
import { joinCrcs, joinShifts, NO_SHIFT, shiftOf } from './crc-shift.js';
import type { CrcShift } from './crc-shift.js';
import { joinPieces } from '../text-pieces.js';

/**
 * Of 64 instances of usual size: 110 µs and 1.4 times the bytes of zlib's level 6 in one stream; level 6 would take 280 µs for
 * 1.2 times the bytes, half as many instances 1.6 times the bytes (docs/benchmarks.md).
 */
const LEVEL = 3;

/**
 * Compressed text that can be joined with more: raw deflate (RFC 1951) that ends on a byte boundary and refers to nothing before
 * it. Joining is associative; `NOTHING` is its neutral element.
 */
export interface Deflated extends CheckSum {
  readonly bytes: Buffer;
}

/** Compressed text in pieces that are not copied together. */
export interface DeflatedPieces extends CheckSum {
  readonly pieces: readonly Buffer[];
}

interface CheckSum {
  /** Bytes of the text itself, and their CRC-32. */
  readonly plainLength: number;
  readonly crc: number;
  readonly shift: CrcShift;
}

/** What comes out is rarely more than this share of what goes in; zlib takes memory in such pieces. */
const OUTPUT_SHARE = 1 / 8;
const MIN_OUTPUT_BYTES = 1024;

export const NOTHING: Deflated = { bytes: Buffer.alloc(0), plainLength: 0, crc: 0, shift: NO_SHIFT };

export function deflate(plain: Buffer): Deflated {
  const chunkSize = Math.max(MIN_OUTPUT_BYTES, Math.ceil(plain.byteLength * OUTPUT_SHARE));
  const bytes = deflateRawSync(plain, { level: LEVEL, finishFlush: constants.Z_SYNC_FLUSH, chunkSize });
  return {
    // copied: what zlib returns is often a small part of a larger memory
    bytes: joinPieces([bytes]),
    plainLength: plain.byteLength,
    crc: crc32(plain),
    shift: shiftOf(plain.byteLength),
  };
}

/** Copies the parts together. */
export function joinDeflated(parts: readonly Deflated[]): Deflated {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
  return { bytes: joinPieces(parts.map(({ bytes }) => bytes)), ...joinSums(parts) };
}

/** Keeps the parts as the pieces that they are. */
export function lineUp(parts: readonly Deflated[]): DeflatedPieces {
  return { pieces: parts.map(({ bytes }) => bytes), ...joinSums(parts) };
}

function joinSums(parts: readonly CheckSum[]): CheckSum {
  let { plainLength, crc, shift } = NOTHING;
  for (const part of parts) {
    plainLength += part.plainLength;
    crc = joinCrcs(crc, part.crc, part.shift);
    shift = joinShifts(shift, part.shift);
  }
  return { plainLength, crc, shift };
}
