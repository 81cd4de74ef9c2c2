import { BlockList } from './block-list.js';
import type { Block } from './block.js';
import type { ChangeSource } from './change-source.js';
import type { Slot } from './slot.js';

/** The changed instances as a list of blocks, so that a delta of thousands keeps the text of those that did not change again. */
export class DeltaList {
  readonly #list = new BlockList();
  #shown: ReturnType<ChangeSource['changes']> = [];

  constructor(private readonly source: ChangeSource) {}

  /** The blocks as of now. */
  blocks(): IterableIterator<Block> {
    const changes = this.source.changes();
    if (changes !== this.#shown) this.#follow(changes);
    return this.#list.blocks();
  }

  #follow(changes: ReturnType<ChangeSource['changes']>): void {
    this.#shown = changes;
    const present = new Set<Slot>();
    for (const { app, leases } of changes) {
      for (const { lease, actionType } of leases) {
        let slot = this.#list.find(app, lease.id);
        if (slot === undefined || !slot.shows(lease, actionType)) {
          // an instance that changes again moves to the end of its application (server.md 2.13)
          this.#list.remove(app, lease.id);
          slot = this.#list.put(lease, actionType);
        }
        present.add(slot);
      }
    }
    for (const { name, slots } of Array.from(this.#list.applications())) {
      for (const [id, slot] of slots) if (!present.has(slot)) this.#list.remove(name, id);
    }
  }
}
