import { describe, expect, it } from '@jest/globals';
import type { Payload } from '../payload.js';
import { IncrementalGzip } from './incremental-gzip.js';
import { BusyClock } from '../../../../spec-support/response-cache/cached-registry.js';
import { textOf, unzippedTextOf } from '../../../../spec-support/response-cache/payload-text.js';
import { Turns } from '../../../../spec-support/response-cache/turns.js';

const KILO = 1024;

function payload(chunks: readonly Buffer[]): Payload {
  return { chunks, byteLength: Buffer.concat(chunks).byteLength, revision: 3, tag: 'W/"3"' };
}

function largeChunks(count: number): Buffer[] {
  return Array.from({ length: count }, (_, index) => Buffer.alloc(64 * KILO, `chunk ${index} `));
}

function setUp(): { readonly gzip: IncrementalGzip; readonly turns: Turns } {
  const turns = new Turns();
  return { gzip: new IncrementalGzip(new BusyClock(), turns.yieldToOthers), turns };
}

describe('IncrementalGzip', () => {
  it('compresses a small document at once and keeps what is known of it', () => {
    const plain = payload([Buffer.from('{"größe":'), Buffer.from('1}')]);
    const zipped = setUp().gzip.compress(plain) as Payload;
    expect(unzippedTextOf(zipped)).toBe('{"größe":1}');
    expect(zipped).toMatchObject({ revision: 3, tag: 'W/"3"' });
  });

  it('compresses a large document in slices, between which others run', async () => {
    const { gzip, turns } = setUp();
    const plain = payload(largeChunks(40));
    const answer = gzip.compress(plain);
    expect(answer).toBeInstanceOf(Promise);
    let slices = 0;
    await turns.until(Promise.resolve(answer), () => void (slices += turns.waiting));
    expect(slices).toBeGreaterThan(1);
    expect(unzippedTextOf(await answer)).toBe(textOf(plain));
  });

  it('compresses at once what differs little from a document before', async () => {
    const { gzip, turns } = setUp();
    const chunks = largeChunks(40);
    await turns.until(Promise.resolve(gzip.compress(payload(chunks))));
    const changed = payload(chunks.with(7, Buffer.from('changed')));
    const answer = gzip.compress(changed);
    expect(answer).not.toBeInstanceOf(Promise);
    expect(unzippedTextOf(answer as Payload)).toBe(textOf(changed));
  });

  it('works on one large document at a time', async () => {
    const { gzip, turns } = setUp();
    const answers = [40, 30].map(async (count) => gzip.compress(payload(largeChunks(count))));
    let most = 0;
    await turns.until(Promise.all(answers), () => void (most = Math.max(most, turns.waiting)));
    expect(most).toBe(1);
  });
});
