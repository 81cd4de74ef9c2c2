import { createGzip, gzipSync } from 'node:zlib';
import type { Payload } from './payload.js';

/** Up to this size compressing takes less time here than handing the work to another thread and back. */
const MAX_SYNCHRONOUS_BYTES = 8 * 1024;

/** Size of the pieces that come out. */
const OUTPUT_CHUNK_BYTES = 64 * 1024;

/** Compresses a payload to one gzip member: small ones at once, others on zlib's threads, chunk by chunk. */
export function gzipPayload(payload: Payload, level: number): Payload | Promise<Payload> {
  if (payload.byteLength <= MAX_SYNCHRONOUS_BYTES) {
    const bytes = gzipSync(Buffer.concat(payload.chunks), { level });
    return { chunks: [bytes], byteLength: bytes.byteLength, revision: payload.revision };
  }
  return new Promise((resolve, reject) => {
    const gzip = createGzip({ level, chunkSize: OUTPUT_CHUNK_BYTES });
    const chunks: Buffer[] = [];
    let byteLength = 0;
    gzip.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      byteLength += chunk.byteLength;
    });
    gzip.on('error', reject);
    gzip.on('end', () => resolve({ chunks, byteLength, revision: payload.revision }));
    for (const chunk of payload.chunks) gzip.write(chunk);
    gzip.end();
  });
}
