import { describe, expect, it } from '@jest/globals';
import { gunzipSync } from 'node:zlib';
import { DeflatedChunks } from './deflated-chunks.js';
import { gzipMember } from './gzip-member.js';

function chunksOf(count: number): Buffer[] {
  return Array.from({ length: count }, (_, index) => Buffer.from(`chunk ${index} `.repeat(20)));
}

const textOf = (chunks: readonly Buffer[]): string => Buffer.concat(chunks).toString();

describe('DeflatedChunks', () => {
  it('compresses only what it has not met before', () => {
    const deflated = new DeflatedChunks();
    const chunks = chunksOf(10);
    deflated.groups(chunks);
    const fresh = Buffer.from('fresh');
    expect(deflated.missing([...chunks.slice(0, 4), fresh, ...chunks.slice(5)])).toEqual([fresh]);
    expect(deflated.add(chunks[0]!)).toBe(deflated.add(chunks[0]!));
  });

  it('gathers many chunks into few groups', () => {
    const groups = new DeflatedChunks().groups(chunksOf(1600));
    expect(groups.length).toBeGreaterThanOrEqual(1600 / 16);
    expect(groups.length).toBeLessThan(1600 / 2);
  });

  it.each([
    ['is changed', (chunks: Buffer[]) => chunks.with(800, Buffer.from('changed'))],
    ['comes', (chunks: Buffer[]) => chunks.toSpliced(800, 0, Buffer.from('more'))],
    ['goes', (chunks: Buffer[]) => chunks.toSpliced(800, 1)],
    ['comes in front', (chunks: Buffer[]) => [Buffer.from('front'), ...chunks]],
  ])('keeps all but a few groups when a chunk %s', (_, change) => {
    const deflated = new DeflatedChunks();
    const chunks = chunksOf(1600);
    const before = new Set(deflated.groups(chunks));
    const changed = change(chunks);
    const after = deflated.groups(changed);
    const fresh = after.filter((group) => !before.has(group));
    expect(fresh.length).toBeGreaterThanOrEqual(1);
    expect(fresh.length).toBeLessThanOrEqual(3);
    expect(gunzipSync(Buffer.concat(gzipMember(after))).toString()).toBe(textOf(changed));
  });

  it('goes back to a text of before', () => {
    const deflated = new DeflatedChunks();
    const chunks = chunksOf(40);
    deflated.groups(chunks);
    deflated.groups(chunks.toSpliced(0, 1));
    const member = gzipMember(deflated.groups(chunks));
    expect(gunzipSync(Buffer.concat(member)).toString()).toBe(textOf(chunks));
  });
});
