import { describe, expect, it } from '@jest/globals';
import { documentParts } from '@nest-eureka/protocol';
import { ManualClock } from '@nest-eureka/time/testing';
import { Lease } from '../lease.js';
import { sampleInstance } from '../../../spec-support/sample-instance.js';
import { BlockEncoder } from './block-encoder.js';
import { BlockList } from './block-list.js';
import type { Block } from './block.js';
import { JSON_FULL, XML_FULL } from '../../../spec-support/response-cache/payload-text.js';
import { Variants } from './variant.js';

const MAX_AGE_MS = 1_000;
const variants = new Variants(documentParts);
const json = variants.of(JSON_FULL, 'applications');
const xml = variants.of(XML_FULL, 'applications');

function setUp(): {
  readonly clock: ManualClock;
  readonly encoder: BlockEncoder;
  readonly list: BlockList;
  block: Block;
} {
  const clock = new ManualClock();
  const list = new BlockList();
  for (const instanceId of ['größe-1', 'i-2']) list.put(new Lease(sampleInstance({ instanceId }), clock, 'exact'));
  const [block] = list.blocks();
  return { clock, list, encoder: new BlockEncoder(undefined, clock, MAX_AGE_MS), block: block! };
}

describe('BlockEncoder', () => {
  it('keeps the text of a block until the block changes', () => {
    const { encoder, list, clock, block } = setUp();
    const fragment = encoder.fragment(block, json);
    expect([encoder.isReady(block, json), encoder.isReady(block, xml)]).toEqual([true, false]);
    expect(encoder.fragment(block, json)).toBe(fragment);
    list.put(new Lease(sampleInstance({ instanceId: 'i-3' }), clock, 'exact'));
    expect(encoder.isReady(block, json)).toBe(false);
    expect(encoder.fragment(block, json).bytes.toString()).toContain('i-3');
  });

  it('knows where each instance stands, in bytes', () => {
    const { encoder, block } = setUp();
    const { bytes, places } = encoder.fragment(block, json);
    const texts = Array.from(places.values(), ({ start, end }) => bytes.toString('utf8', start, end));
    const parse = (text: string): unknown => (JSON.parse(text) as { instanceId: string }).instanceId;
    expect(texts.map(parse)).toEqual(['größe-1', 'i-2']);
  });

  it('writes all of a block again when its oldest text has grown old', () => {
    const { encoder, clock, list, block } = setUp();
    encoder.fragment(block, json);
    clock.advance(MAX_AGE_MS - 1);
    list.put(new Lease(sampleInstance({ instanceId: 'i-2' }), clock, 'exact'));
    expect(encoder.fragment(block, json).oldestAt).toBe(0);
    clock.advance(1);
    expect(encoder.isReady(block, json)).toBe(false);
    expect(encoder.fragment(block, json).oldestAt).toBe(MAX_AGE_MS);
  });

  it('counts what is missing: all, what changed, nothing', () => {
    const { encoder, clock, list, block } = setUp();
    expect(encoder.missingWeight(block, json)).toBe(block.weight);
    encoder.fragment(block, json);
    expect(encoder.missingWeight(block, json)).toBe(0);
    list.put(new Lease(sampleInstance({ instanceId: 'i-2' }), clock, 'exact'));
    expect(encoder.missingWeight(block, json)).toBeGreaterThan(block.weight / 3);
    expect(encoder.missingWeight(block, json)).toBeLessThan(block.weight);
  });

  it('lets go of old text in a variant that nobody asks for any more', () => {
    const { encoder, clock, block } = setUp();
    encoder.fragment(block, xml);
    encoder.fragment(block, json);
    clock.advance(MAX_AGE_MS);
    encoder.fragment(block, json);
    expect([...block.fragments.keys()]).toEqual([json]);
  });
});
