import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import type { Payload } from '../payload.js';
import { gzipWhole } from './whole-gzip.js';
import { unzippedTextOf } from '../../../../spec-support/response-cache/payload-text.js';

function payload(...texts: readonly string[]): Payload {
  const chunks = texts.map((text) => Buffer.from(text));
  return { chunks, byteLength: Buffer.concat(chunks).byteLength, revision: 7, tag: 'W/"7"' };
}

describe('gzipWhole', () => {
  it('makes one member of many chunks and says what it shows', async () => {
    const texts = Array.from({ length: 50 }, (_, index) => `${index} größe `.repeat(3_000));
    const zipped = await gzipWhole(payload(...texts));
    expect(zipped).toMatchObject({ revision: 7, tag: 'W/"7"' });
    expect(unzippedTextOf(zipped)).toBe(texts.join(''));
    // nothing is left behind the first member: a second one would be lost on readers that take one
    const bytes = Buffer.concat(zipped.chunks);
    expect(bytes.readUInt32LE(bytes.byteLength - 4)).toBe(gunzipSync(bytes).byteLength);
  });

  it('needs no more bytes than Java, which takes level 6', async () => {
    const text = Array.from({ length: 20_000 }, (_, index) => (index * 7919) % 1009).join(',');
    const zipped = await gzipWhole(payload(text));
    expect(zipped.byteLength).toBeLessThanOrEqual(gzipSync(text, { level: 6 }).byteLength);
  });
});
