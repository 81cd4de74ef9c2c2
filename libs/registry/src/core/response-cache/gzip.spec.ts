import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { gzipPayload } from './gzip.js';
import type { Payload } from './payload.js';
import { unzippedTextOf } from '../../../spec-support/response-cache/payload-text.js';

function payload(...texts: readonly string[]): Payload {
  const chunks = texts.map((text) => Buffer.from(text));
  return { chunks, byteLength: Buffer.concat(chunks).byteLength, revision: 7 };
}

describe('gzipPayload', () => {
  it('compresses a small payload at once', () => {
    const zipped = gzipPayload(payload('{"größe":', '1}'), 4);
    expect(zipped).not.toBeInstanceOf(Promise);
    expect(unzippedTextOf(zipped as Payload)).toBe('{"größe":1}');
  });

  it('compresses a large payload of many chunks into one member', async () => {
    const texts = Array.from({ length: 50 }, (_, index) => `${index} `.repeat(3_000));
    const zipped = gzipPayload(payload(...texts), 4);
    expect(zipped).toBeInstanceOf(Promise);
    const done = await zipped;
    expect(unzippedTextOf(done)).toBe(texts.join(''));
    expect(done.revision).toBe(7);
    expect(done.byteLength).toBeLessThan(50_000);
    // nothing is left behind the first member: a second one would be lost on readers that take one
    const bytes = Buffer.concat(done.chunks);
    expect(bytes.readUInt32LE(bytes.byteLength - 4)).toBe(texts.join('').length);
    expect(gunzipSync(bytes).byteLength).toBe(texts.join('').length);
  });

  it('spends more time for fewer bytes at a higher level', async () => {
    const text = Array.from({ length: 20_000 }, (_, index) => (index * 7919) % 1009).join(',');
    const [fast, small] = await Promise.all([gzipPayload(payload(text), 1), gzipPayload(payload(text), 9)]);
    expect(small.byteLength).toBeLessThan(fast.byteLength);
  });
});
