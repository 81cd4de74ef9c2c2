import type { Stretch } from './stretch.js';
import { joinPieces } from './text-pieces.js';

/** Up to this size all bytes are one chunk: more writes than one cost each answer more than copying costs once. */
const ONE_CHUNK_BYTES = 64 * 1024;

/** Encoded bytes of a view, immutable. Written out chunk by chunk; only few bytes are joined, since they may be many megabytes. */
export interface Payload extends Stretch {
  /** The chunks as they came together; a payload without them is one stretch. */
  readonly stretches?: readonly Stretch[];
  /** The change log's revision that the bytes show. */
  readonly revision: number;
  /**
   * A weak entity tag (RFC 9110, section 8.8.3), quotes included: the same for all compressions of one document, another one for
   * every other document, also of an earlier process.
   */
  readonly tag: string;
}

/** Ready, or to be had in a moment; undefined when there is nothing of that name. */
export type PayloadAnswer = Payload | undefined | Promise<Payload | undefined>;

/** The chunks as they are written: few bytes in one, many as they are. */
export function chunksForWriting(chunks: readonly Buffer[], byteLength: number): readonly Buffer[] {
  return chunks.length > 1 && byteLength <= ONE_CHUNK_BYTES ? [joinPieces(chunks)] : chunks;
}
