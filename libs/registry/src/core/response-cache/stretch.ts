import { TextPieces } from './text-pieces.js';

/** Pieces from this size on are handed on as they are; smaller ones are copied together. */
const MIN_CHUNK_BYTES = 1024;

/** Those copied together are cut when they have become this large. */
const GATHERED_BYTES = 64 * 1024;

/** Bytes of a document that belong together. Documents that share the object have the same bytes there. */
export interface Stretch {
  readonly chunks: readonly Buffer[];
  /** Sum over the chunks. */
  readonly byteLength: number;
}

export function stretchOf(pieces: Iterable<string | Buffer>): Stretch {
  const chunks = toChunks(pieces);
  let byteLength = 0;
  for (const chunk of chunks) byteLength += chunk.byteLength;
  return { chunks, byteLength };
}

/**
 * Makes chunks worth a write of their own out of the pieces of a document. What is large is not copied and stays the same buffer
 * from document to document. A piece that is a small part of its memory is copied too, so that it does not keep all of it alive.
 */
function toChunks(pieces: Iterable<string | Buffer>): readonly Buffer[] {
  const chunks: Buffer[] = [];
  let small = new TextPieces();
  const flush = (): void => {
    if (small.byteLength > 0) chunks.push(small.toBuffer());
    small = new TextPieces();
  };
  for (const piece of pieces) {
    if (typeof piece === 'string' || piece.byteLength < MIN_CHUNK_BYTES || isSmallPart(piece)) {
      small.add(piece);
      if (small.byteLength >= GATHERED_BYTES) flush();
      continue;
    }
    if (small.byteLength > 0) flush();
    chunks.push(piece);
  }
  flush();
  return chunks;
}

function isSmallPart(piece: Buffer): boolean {
  return piece.byteLength * 2 < piece.buffer.byteLength;
}
