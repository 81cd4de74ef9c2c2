import { constants, createGzip } from 'node:zlib';
import { chunksForWriting } from '../payload.js';
import type { Payload } from '../payload.js';

/** Size of the pieces that come out. */
const OUTPUT_CHUNK_BYTES = 64 * 1024;

/** Compresses a payload as well as zlib can, in one stream on zlib's threads. */
export function gzipWhole(plain: Payload): Promise<Payload> {
  return new Promise((resolve, reject) => {
    const gzip = createGzip({ level: constants.Z_BEST_COMPRESSION, chunkSize: OUTPUT_CHUNK_BYTES });
    const chunks: Buffer[] = [];
    let byteLength = 0;
    gzip.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      byteLength += chunk.byteLength;
    });
    gzip.on('error', reject);
    const { revision, tag } = plain;
    gzip.on('end', () => resolve({ chunks: chunksForWriting(chunks, byteLength), byteLength, revision, tag }));
    for (const chunk of plain.chunks) gzip.write(chunk);
    gzip.end();
  });
}
