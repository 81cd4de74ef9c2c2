import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { BlockChain } from './block-chain.js';
import { Block } from './block.js';
import { MAX_SECTION_BLOCKS } from './section.js';

interface Model {
  readonly chain: BlockChain;
  readonly blocks: Block[];
}

function insert({ chain, blocks }: Model, place: number): void {
  const block = new Block();
  const at = blocks.length === 0 ? 0 : (place % blocks.length) + 1;
  chain.insert(block, blocks[at - 1]);
  blocks.splice(at, 0, block);
}

function remove({ chain, blocks }: Model, place: number): void {
  const [block] = blocks.splice(place % blocks.length, 1);
  if (block !== undefined) chain.remove(block);
}

const steps = fc.array(
  fc.record({
    place: fc.oneof(fc.nat(), fc.constant(0), fc.constant(-1)),
    count: fc.integer({ min: 1, max: 50 }),
    doStep: fc.constantFrom(insert, insert, remove),
  }),
  { maxLength: 20 },
);

/** What tells that a text of before no longer fits. */
function stamps(chain: BlockChain): Map<unknown, string> {
  return new Map(
    Array.from(chain.sections(), (section) => [section, String([section.version, section.previous === undefined])]),
  );
}

describe('BlockChain', () => {
  it('keeps blocks in their order, in linked sections of bounded size', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const model: Model = { chain: new BlockChain(), blocks: [] };
        const { chain, blocks } = model;
        for (const { place, count, doStep } of all) {
          for (let n = 0; n < count; n++) doStep(model, place < 0 ? Math.max(0, blocks.length - 1) : place);
          expect([...chain.blocks()]).toEqual(blocks);
          expect(chain.last).toBe(blocks.at(-1));
        }
        let previous;
        for (const section of chain.sections()) {
          expect(section.previous).toBe(previous);
          previous = section;
          expect(section.blocks.length).toBeGreaterThan(0);
          expect(section.blocks.length).toBeLessThanOrEqual(MAX_SECTION_BLOCKS);
          expect(section.blocks.every((block) => block.section === section)).toBe(true);
        }
        for (const [index, block] of blocks.entries()) {
          expect(chain.previous(block)).toBe(blocks[index - 1]);
          expect(chain.next(block)).toBe(blocks[index + 1]);
        }
      }),
    );
  });

  it('gives a section another version whenever its blocks change, or it comes to begin the document', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const model: Model = { chain: new BlockChain(), blocks: [] };
        const { chain } = model;
        for (const { place, doStep } of all) {
          const before = stamps(chain);
          const held = new Map(Array.from(chain.sections(), (section) => [section, [...section.blocks]]));
          doStep(model, Math.max(0, place));
          for (const section of chain.sections()) {
            const [version, wasFirst] = before.get(section)?.split(',') ?? [];
            if (version === undefined) continue;
            const isSame =
              held.get(section)?.length === section.blocks.length &&
              section.blocks.every((block, index) => block === held.get(section)?.[index]) &&
              wasFirst === String(section.previous === undefined);
            expect(String(section.version) === version).toBe(isSame);
          }
        }
      }),
    );
  });

  it('fills one section after the other when blocks come in order', () => {
    const chain = new BlockChain();
    for (let n = 0; n < 4 * MAX_SECTION_BLOCKS; n++) chain.insert(new Block(), chain.last);
    expect(Array.from(chain.sections(), ({ blocks }) => blocks.length)).toEqual(
      Array.from({ length: 4 }, () => MAX_SECTION_BLOCKS),
    );
  });

  it('joins sections that have become short', () => {
    const chain = new BlockChain();
    for (let n = 0; n < 10 * MAX_SECTION_BLOCKS; n++) chain.insert(new Block(), chain.last);
    for (const [index, block] of [...chain.blocks()].entries()) if (index % 16 > 0) chain.remove(block);
    expect([...chain.sections()].length).toBeLessThanOrEqual(3);
  });

  it('touches the section that comes to begin the document', () => {
    const chain = new BlockChain();
    for (let n = 0; n < 2 * MAX_SECTION_BLOCKS; n++) chain.insert(new Block(), chain.last);
    const [, second] = chain.sections();
    const before = second?.version ?? 0;
    for (const block of Array.from(chain.blocks()).slice(0, MAX_SECTION_BLOCKS)) chain.remove(block);
    expect([...chain.sections()]).toEqual([second]);
    expect(second?.version).toBe(before + 1);
  });

  it('touches the section of a block that is touched', () => {
    const chain = new BlockChain();
    const block = new Block();
    chain.insert(block, undefined);
    const [section] = chain.sections();
    const before = section?.version ?? 0;
    block.touch();
    expect(section?.version).toBe(before + 1);
  });
});
