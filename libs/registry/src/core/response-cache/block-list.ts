import type { ActionType, InstanceStatus } from '@nest-eureka/protocol';
import type { Lease } from '../lease.js';
import { BlockChain } from './block-chain.js';
import { Block } from './block.js';
import type { Section } from './section.js';
import { Slot } from './slot.js';
import type { ListedApplication } from './slot.js';

/**
 * The instances of a document in its order: applications as they first came, each with its instances together. Cut into blocks
 * of bounded size, so that a change concerns one block (and its neighbour where an application begins or ends in it).
 */
export class BlockList {
  readonly #applications = new Map<string, ListedApplication>();
  readonly #statusCounts = new Map<InstanceStatus, number>();
  readonly #chain = new BlockChain();

  application(name: string): ListedApplication | undefined {
    return this.#applications.get(name);
  }

  applications(): IterableIterator<ListedApplication> {
    return this.#applications.values();
  }

  find(app: string, id: string): Slot | undefined {
    return this.#applications.get(app)?.slots.get(id);
  }

  /** Counted over the list itself, so that a hash made of it fits the list. */
  statusCounts(): ReadonlyMap<InstanceStatus, number> {
    return this.#statusCounts;
  }

  blocks(): IterableIterator<Block> {
    return this.#chain.blocks();
  }

  /** The same blocks, which the document takes over section by section. */
  sections(): IterableIterator<Section> {
    return this.#chain.sections();
  }

  /** Puts a lease in the place of the one with its id, or behind the last one of its application. */
  put(lease: Lease, actionType?: ActionType): Slot {
    const application = this.#applicationFor(lease.app);
    const replaced = application.slots.get(lease.id);
    const slot = new Slot(application, lease, actionType);
    if (replaced?.block === undefined) {
      this.#append(slot);
      this.#count(slot, 1);
    } else {
      replaced.block.replace(replaced.block.slots.indexOf(replaced), slot);
      this.#recount(replaced, slot);
    }
    application.slots.set(lease.id, slot);
    return slot;
  }

  /** Puts a lease behind the last one of its application, also when its id had a place before. */
  putLast(lease: Lease, actionType?: ActionType): void {
    const application = this.#applications.get(lease.app);
    const replaced = application?.slots.get(lease.id);
    if (application === undefined || replaced?.block === undefined || application.blocks.length > 1) {
      this.remove(lease.app, lease.id);
      this.put(lease, actionType);
      return;
    }
    const slot = new Slot(application, lease, actionType);
    replaced.block.moveBehind(replaced.block.slots.indexOf(replaced), slot);
    application.slots.set(lease.id, slot);
    this.#recount(replaced, slot);
  }

  remove(app: string, id: string): Slot | undefined {
    const application = this.#applications.get(app);
    const slot = application?.slots.get(id);
    const block = slot?.block;
    if (application === undefined || slot === undefined || block === undefined) return undefined;
    application.slots.delete(id);
    if (application.slots.size === 0) this.#applications.delete(app);
    this.#count(slot, -1);
    block.remove(block.slots.indexOf(slot));
    if (!block.holds(application)) {
      application.blocks.splice(application.blocks.indexOf(block), 1);
      application.blocks[0]?.touch();
      application.blocks.at(-1)?.touch();
    }
    if (block.slots.length === 0) this.#chain.remove(block);
    else this.#joinNeighbours(block);
    return slot;
  }

  /** Leaves out many at once: one by one they would take too long. */
  retain(isKept: (slot: Slot) => boolean): void {
    const touched = new Set<ListedApplication>();
    const before = [...this.blocks()];
    for (const block of before) {
      const { slots } = block;
      for (const slot of slots) {
        if (isKept(slot)) continue;
        touched.add(slot.application);
        slot.application.slots.delete(slot.lease.id);
        this.#count(slot, -1);
      }
      if (block.retain(isKept) && slots.length === 0) this.#chain.remove(block);
    }
    for (const application of touched) {
      const { name, slots, blocks } = application;
      if (slots.size === 0) this.#applications.delete(name);
      blocks.splice(0, blocks.length, ...blocks.filter((block) => block.holds(application)));
      blocks[0]?.touch();
      blocks.at(-1)?.touch();
    }
    for (const block of before) if (block.slots.length > 0) this.#joinNeighbours(block);
  }

  #applicationFor(name: string): ListedApplication {
    let application = this.#applications.get(name);
    if (application === undefined) {
      this.#applications.set(name, (application = { name, slots: new Map(), blocks: [] }));
    }
    return application;
  }

  #append(slot: Slot): void {
    const lastBlock = slot.application.blocks.at(-1);
    if (lastBlock === undefined) this.#insert(this.#chain.last, this.#chain.last?.slots.length ?? 0, slot);
    else {
      const index = lastBlock.slots.findLastIndex((other) => other.application === slot.application);
      this.#insert(lastBlock, index + 1, slot);
    }
  }

  /**
   * Halves a full block until there is room, or until the place is at its end, where the next block takes the slot, or a new one. Tiny
   * blocks between full ones would be copied into each document.
   */
  #insert(block: Block | undefined, index: number, slot: Slot): void {
    if (block !== undefined && !block.hasRoomFor(slot) && index < block.slots.length) {
      const half = block.split();
      this.#chain.insert(half, block);
      this.#rehome(half, block);
      const size = block.slots.length;
      if (index <= size) this.#insert(block, index, slot);
      else this.#insert(half, index - size, slot);
      return;
    }
    const target = block?.hasRoomFor(slot) ? block : this.#blockBehind(block, slot);
    target.insert(target === block ? index : 0, slot);
    const { blocks } = slot.application;
    if (blocks.at(-1) === target) return;
    blocks.at(-1)?.touch();
    blocks.push(target);
  }

  #blockBehind(block: Block | undefined, slot: Slot): Block {
    const next = block && this.#chain.next(block);
    if (next?.hasRoomFor(slot)) return next;
    const fresh = new Block();
    this.#chain.insert(fresh, block);
    return fresh;
  }

  /** Enters a block that was split off `from` with the applications it now holds. */
  #rehome(half: Block, from: Block): void {
    for (const application of new Set(half.slots.map((slot) => slot.application))) {
      const at = application.blocks.indexOf(from);
      const staysInFrom = from.slots.at(-1)?.application === application;
      application.blocks.splice(staysInFrom ? at + 1 : at, staysInFrom ? 0 : 1, half);
    }
  }

  #joinNeighbours(block: Block): void {
    const previous = this.#chain.previous(block);
    if (previous?.canJoin(block)) return this.#join(previous, block);
    const next = this.#chain.next(block);
    if (next !== undefined && block.canJoin(next)) this.#join(block, next);
  }

  #join(block: Block, behind: Block): void {
    for (const application of new Set(behind.slots.map((slot) => slot.application))) {
      const at = application.blocks.indexOf(behind);
      if (application.blocks[at - 1] === block) application.blocks.splice(at, 1);
      else application.blocks[at] = block;
    }
    block.join(behind);
    this.#chain.remove(behind);
  }

  #recount(before: Slot, after: Slot): void {
    if (before.instance.status === after.instance.status) return;
    this.#count(before, -1);
    this.#count(after, 1);
  }

  #count(slot: Slot, by: number): void {
    const { status } = slot.instance;
    this.#statusCounts.set(status, (this.#statusCounts.get(status) ?? 0) + by);
  }
}
