import { describe, expect, it } from '@jest/globals';
import { gunzipSync } from 'node:zlib';
import { DeflatedChunks } from './deflated-chunks.js';
import { gzipMember } from './gzip-member.js';

function chunksOf(count: number): Buffer[] {
  return Array.from({ length: count }, (_, index) => Buffer.from(`chunk ${index} `.repeat(20)));
}

const groupsOf = (deflated: DeflatedChunks, chunks: readonly Buffer[]): readonly Buffer[] =>
  deflated.stretch({ chunks, byteLength: 0 }).pieces;

const textOf = (chunks: readonly Buffer[]): string => Buffer.concat(chunks).toString();

describe('DeflatedChunks', () => {
  it('compresses only what it has not met before', () => {
    const deflated = new DeflatedChunks();
    const chunks = chunksOf(10);
    groupsOf(deflated, chunks);
    const fresh = Buffer.from('fresh');
    const changed = { chunks: [...chunks.slice(0, 4), fresh, ...chunks.slice(5)], byteLength: 0 };
    expect(deflated.missing([changed])).toEqual([fresh]);
    deflated.stretch(changed);
    expect(deflated.missing([changed])).toEqual([]);
    expect(deflated.stretch(changed)).toBe(deflated.stretch(changed));
    expect(deflated.add(chunks[0]!)).toBe(deflated.add(chunks[0]!));
  });

  it('gathers many chunks into few groups', () => {
    const groups = groupsOf(new DeflatedChunks(), chunksOf(1600));
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
    const before = new Set(groupsOf(deflated, chunks));
    const changed = change(chunks);
    const after = groupsOf(deflated, changed);
    const fresh = after.filter((group) => !before.has(group));
    expect(fresh.length).toBeGreaterThanOrEqual(1);
    expect(fresh.length).toBeLessThanOrEqual(3);
    expect(
      gunzipSync(Buffer.concat(gzipMember([deflated.stretch({ chunks: changed, byteLength: 0 })]))).toString(),
    ).toBe(textOf(changed));
  });

  it('goes back to a text of before', () => {
    const deflated = new DeflatedChunks();
    const chunks = chunksOf(40);
    groupsOf(deflated, chunks);
    groupsOf(deflated, chunks.toSpliced(0, 1));
    const member = gzipMember([deflated.stretch({ chunks, byteLength: 0 })]);
    expect(gunzipSync(Buffer.concat(member)).toString()).toBe(textOf(chunks));
  });
});
