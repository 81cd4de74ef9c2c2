import type { ActionType } from '@nest-eureka/protocol';
import type { Lease } from '../lease.js';
import type { RegistryEvent } from '../registry-event.js';
import { BlockList } from './block-list.js';
import type { ChangeSource } from './change-source.js';
import type { Section } from './section.js';

/** Forgotten entries that may pile up, besides as many as there are others, while nobody reads the delta. */
const UNREAD_ALLOWANCE = 1000;

export type RegistryChange = Exclude<RegistryEvent, { readonly type: 'renewed' | 'status-confirmed' }>;

/**
 * The changed instances as a list of blocks, so that a delta of thousands keeps the text of those that did not change again.
 * Follows the change log step by step, since to compare with all of it after each change takes too long.
 */
export class DeltaList {
  readonly #list = new BlockList();
  /** Entries that the log would have if nothing had left it. */
  #expectedSize: number;

  constructor(private readonly source: ChangeSource) {
    this.#expectedSize = source.size;
    for (const { leases } of source.changes()) {
      for (const { lease, actionType } of leases) this.#list.put(lease, actionType);
    }
  }

  /** Instances held, also those that the log has forgotten since the last look. */
  get size(): number {
    let size = 0;
    for (const { slots } of this.#list.applications()) size += slots.size;
    return size;
  }

  /** To be told of each change behind the log. */
  add(change: RegistryChange): void {
    this.#expectedSize++;
    const { lease } = change;
    // an instance that changes again moves to the end of its application (server.md 2.13), which stays where it is
    this.#list.putLast(lease, actionTypeOf(change));
    if (this.#expectedSize > 2 * this.source.size + UNREAD_ALLOWANCE) this.#leaveOutForgotten();
  }

  /** The blocks as of now, in sections. */
  sections(): IterableIterator<Section> {
    if (this.source.size !== this.#expectedSize) this.#leaveOutForgotten();
    return this.#list.sections();
  }

  #leaveOutForgotten(): void {
    this.#expectedSize = this.source.size;
    const remembered = new Set<Lease>();
    for (const { leases } of this.source.changes()) for (const { lease } of leases) remembered.add(lease);
    this.#list.retain(({ lease }) => remembered.has(lease));
  }
}

/** An override that came into force with a heartbeat leaves the instance's own action as it was. */
function actionTypeOf(change: RegistryChange): ActionType {
  if (change.type === 'status-changed' && change.cause === 'renewal') return 'MODIFIED';
  return change.lease.instance.actionType ?? 'ADDED';
}
