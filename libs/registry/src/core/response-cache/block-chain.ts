import type { Block } from './block.js';
import { Section } from './section.js';

/** Blocks in their order, in sections that split when they are full and join when they are short. */
export class BlockChain {
  #first: Section | undefined;
  #last: Section | undefined;

  get last(): Block | undefined {
    return this.#last?.blocks.at(-1);
  }

  *sections(): IterableIterator<Section> {
    for (let section = this.#first; section !== undefined; section = section.next) yield section;
  }

  *blocks(): IterableIterator<Block> {
    for (const { blocks } of this.sections()) yield* blocks;
  }

  previous(block: Block): Block | undefined {
    const { section } = block;
    return section?.blocks[section.blocks.indexOf(block) - 1] ?? section?.previous?.blocks.at(-1);
  }

  next(block: Block): Block | undefined {
    const { section } = block;
    return section?.blocks[section.blocks.indexOf(block) + 1] ?? section?.next?.blocks[0];
  }

  /** Puts a block behind another one; the first of all behind none. */
  insert(block: Block, behind: Block | undefined): void {
    const section = behind?.section;
    if (behind === undefined || section === undefined) return this.#link(new Section(), undefined).insert(0, block);
    const index = section.blocks.indexOf(behind) + 1;
    if (!section.isFull) return section.insert(index, block);
    // blocks that come in order fill one section after the other
    if (index === section.blocks.length) return this.#link(new Section(), section).insert(0, block);
    const half = this.#link(section.split(), section);
    const { length } = section.blocks;
    if (index <= length) section.insert(index, block);
    else half.insert(index - length, block);
  }

  remove(block: Block): void {
    const { section } = block;
    if (section === undefined) return;
    section.remove(block);
    const { previous, next } = section;
    if (section.blocks.length === 0) this.#unlink(section);
    else if (previous?.canJoin(section)) this.#join(previous, section);
    else if (next !== undefined && section.canJoin(next)) this.#join(section, next);
  }

  #join(section: Section, behind: Section): void {
    section.takeOver(behind.blocks);
    this.#unlink(behind);
  }

  #link(section: Section, behind: Section | undefined): Section {
    section.previous = behind;
    section.next = behind === undefined ? this.#first : behind.next;
    if (section.previous === undefined) this.#first = section;
    else section.previous.next = section;
    if (section.next === undefined) this.#last = section;
    else section.next.previous = section;
    return section;
  }

  #unlink({ previous, next }: Section): void {
    if (previous === undefined) {
      this.#first = next;
      // it begins the document now
      next?.touch();
    } else previous.next = next;
    if (next === undefined) this.#last = previous;
    else next.previous = previous;
  }
}
