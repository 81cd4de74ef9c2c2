import { describe, expect, it } from '@jest/globals';
import { documentParts } from '@nest-eureka/protocol';
import type { DocumentParts } from '@nest-eureka/protocol';
import { Lease } from '../lease.js';
import { sampleInstance } from '../../../spec-support/sample-instance.js';
import { BlockEncoder } from './block-encoder.js';
import { BlockList } from './block-list.js';
import { EncodingQueue } from './encoding-queue.js';
import { BusyClock } from '../../../spec-support/response-cache/cached-registry.js';
import { JSON_FULL } from '../../../spec-support/response-cache/payload-text.js';
import { Turns } from '../../../spec-support/response-cache/turns.js';
import { Variants } from './variant.js';

const brokenParts: DocumentParts = {
  ...documentParts(JSON_FULL),
  instance: () => {
    throw new Error('cannot be written');
  },
};

function setUp(instances: number): {
  readonly list: BlockList;
  readonly turns: Turns;
  readonly encoder: BlockEncoder;
  readonly queue: EncodingQueue;
} {
  const clock = new BusyClock();
  const turns = new Turns();
  const list = new BlockList();
  for (let index = 0; index < instances; index++) {
    list.put(new Lease(sampleInstance({ instanceId: `i-${index}` }), clock, 'exact'));
  }
  const encoder = new BlockEncoder(undefined, clock, 180_000);
  return { list, turns, encoder, queue: new EncodingQueue(encoder, clock, turns.yieldToOthers) };
}

describe('EncodingQueue', () => {
  const variant = new Variants(documentParts).of(JSON_FULL, 'applications');
  const broken = new Variants(() => brokenParts).of(JSON_FULL, 'applications');

  it('leaves little work to the caller', () => {
    const { list, queue } = setUp(50);
    expect(queue.prepare({ name: 'all', variant, blocks: () => list.blocks() })).toBeUndefined();
  });

  it('makes all blocks ready and then has nothing more to do', async () => {
    const { list, queue, turns, encoder } = setUp(1000);
    const job = { name: 'all', variant, blocks: () => list.blocks() };
    const done = queue.prepare(job);
    expect(queue.prepare(job)).toBe(done);
    await turns.untilQuiet();
    await done;
    expect(Array.from(list.blocks()).every((block) => encoder.isReady(block, variant))).toBe(true);
    expect(queue.prepare(job)).toBeUndefined();
  });

  it('tells a fault to those who wait for the job, and goes on with the next', async () => {
    const { list, queue, turns, encoder } = setUp(1000);
    const outcomes = [
      queue.prepare({ name: 'broken', variant: broken, blocks: () => list.blocks() }),
      queue.prepare({ name: 'sound', variant, blocks: () => list.blocks() }),
    ].map((done) =>
      done!.then(
        () => 'done',
        (error: unknown) => String(error),
      ),
    );
    await turns.untilQuiet();
    expect(await Promise.all(outcomes)).toEqual(['Error: cannot be written', 'done']);
    expect(Array.from(list.blocks()).every((block) => encoder.isReady(block, variant))).toBe(true);
    expect(queue.prepare({ name: 'broken', variant: broken, blocks: () => list.blocks() })).toBeInstanceOf(Promise);
    await turns.untilQuiet();
  });
});
