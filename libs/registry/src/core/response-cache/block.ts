import type { Fragment } from './fragment.js';
import type { Section } from './section.js';
import type { ListedApplication, Slot } from './slot.js';
import type { Variant } from './variant.js';

/** Bounds of a block: what is encoded in one go, and what is copied when one of its instances changes. */
export const MAX_BLOCK_SLOTS = 64;
const MAX_BLOCK_WEIGHT = 128 * 1024;

/** Some neighbouring instances of a document, of one application or of several, and their encoded text. */
export class Block {
  readonly slots: Slot[] = [];
  /** The last text in each variant; it fits the block while its version is the block's. */
  readonly fragments = new Map<Variant, Fragment>();
  /** The section that holds the block; it moves when sections are split or joined. */
  section: Section | undefined;
  #version = 0;
  #weight = 0;

  get version(): number {
    return this.#version;
  }

  get weight(): number {
    return this.#weight;
  }

  hasRoomFor(slot: Slot): boolean {
    return (
      this.slots.length === 0 || (this.slots.length < MAX_BLOCK_SLOTS && this.#weight + slot.weight <= MAX_BLOCK_WEIGHT)
    );
  }

  /** So empty that both fit into half a block. */
  canJoin(other: Block): boolean {
    return (
      this.slots.length + other.slots.length <= MAX_BLOCK_SLOTS / 2 &&
      this.#weight + other.#weight <= MAX_BLOCK_WEIGHT / 2
    );
  }

  holds(application: ListedApplication): boolean {
    return this.slots.some((slot) => slot.application === application);
  }

  insert(index: number, slot: Slot): void {
    this.slots.splice(index, 0, slot);
    this.#hold(slot);
    this.touch();
  }

  replace(index: number, slot: Slot): void {
    this.#weight -= this.slots[index]?.weight ?? 0;
    this.slots[index] = slot;
    this.#hold(slot);
    this.touch();
  }

  /** Takes a slot out and puts another one behind the last of its application, all of which is in this block. */
  moveBehind(index: number, slot: Slot): void {
    this.#weight -= this.slots[index]?.weight ?? 0;
    let at = index;
    for (let next = this.slots[at + 1]; next?.application === slot.application; next = this.slots[at + 1]) {
      this.slots[at++] = next;
    }
    this.slots[at] = slot;
    this.#hold(slot);
    this.touch();
  }

  remove(index: number): void {
    const [removed] = this.slots.splice(index, 1);
    this.#weight -= removed?.weight ?? 0;
    this.touch();
  }

  /** Returns whether any slot had to go. */
  retain(isKept: (slot: Slot) => boolean): boolean {
    const kept = this.slots.filter((slot) => isKept(slot));
    if (kept.length === this.slots.length) return false;
    this.slots.splice(0);
    this.#weight = 0;
    for (const slot of kept) {
      this.slots.push(slot);
      this.#hold(slot);
    }
    this.touch();
    return true;
  }

  /** The text no longer fits: slots have changed, or an application now begins or ends elsewhere. */
  touch(): void {
    this.#version++;
    this.section?.touch();
  }

  /** Moves the second half of the slots to a new block, which starts with the same old text to copy from. */
  split(): Block {
    const half = new Block();
    for (const slot of this.slots.splice(Math.ceil(this.slots.length / 2))) {
      this.#weight -= slot.weight;
      half.slots.push(slot);
      half.#hold(slot);
    }
    for (const [variant, fragment] of this.fragments) half.fragments.set(variant, fragment);
    this.touch();
    half.#version = this.#version;
    return half;
  }

  /** Takes over all slots of the block behind. */
  join(other: Block): void {
    for (const slot of other.slots.splice(0)) {
      this.slots.push(slot);
      this.#hold(slot);
    }
    this.touch();
  }

  startsApplication(index: number): boolean {
    const application = this.slots[index]?.application;
    return index > 0 ? this.slots[index - 1]?.application !== application : application?.blocks[0] === this;
  }

  endsApplication(index: number): boolean {
    const application = this.slots[index]?.application;
    return index < this.slots.length - 1
      ? this.slots[index + 1]?.application !== application
      : application?.blocks.at(-1) === this;
  }

  #hold(slot: Slot): void {
    slot.block = this;
    this.#weight += slot.weight;
  }
}
