import type { Block } from './block.js';
import type { SectionText } from './section-text.js';
import type { Variant } from './variant.js';

/** As many blocks as are looked at again after a change in one of them. */
export const MAX_SECTION_BLOCKS = 32;

/**
 * Neighbouring blocks of a document, so that a document is put together out of few parts, however large it is: what has not
 * changed since the last one is taken over section by section.
 */
export class Section {
  readonly blocks: Block[] = [];
  /** The last text in each variant; it fits the section while its version is the section's. */
  readonly texts = new Map<Variant, SectionText>();
  previous: Section | undefined;
  next: Section | undefined;
  #version = 0;

  get version(): number {
    return this.#version;
  }

  get isFull(): boolean {
    return this.blocks.length >= MAX_SECTION_BLOCKS;
  }

  /** So short that both fit into half a section. */
  canJoin(other: Section): boolean {
    return this.blocks.length + other.blocks.length <= MAX_SECTION_BLOCKS / 2;
  }

  insert(index: number, block: Block): void {
    this.blocks.splice(index, 0, block);
    block.section = this;
    this.touch();
  }

  remove(block: Block): void {
    this.blocks.splice(this.blocks.indexOf(block), 1);
    block.section = undefined;
    this.touch();
  }

  /** The text no longer fits: a block has, or which blocks there are, or whether the document begins here. */
  touch(): void {
    this.#version++;
  }

  /** Moves the second half of the blocks to a new section. */
  split(): Section {
    const half = new Section();
    half.takeOver(this.blocks.splice(this.blocks.length / 2));
    this.touch();
    return half;
  }

  /** Puts blocks of another section behind its own. */
  takeOver(blocks: readonly Block[]): void {
    for (const block of blocks) {
      this.blocks.push(block);
      block.section = this;
    }
    this.touch();
  }
}
