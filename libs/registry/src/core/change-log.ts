import type { ActionType } from '@nest-eureka/protocol';
import type { Clock } from '@nest-eureka/time';
import type { Lease } from './lease.js';
import type { RegistryEvent, RegistryListener } from './registry-event.js';

/** One instance of a delta: its lease as it is now, and what happened to it last. */
export interface LeaseChange {
  readonly lease: Lease;
  readonly actionType: ActionType;
}

export interface ApplicationChanges {
  readonly app: string;
  readonly leases: readonly LeaseChange[];
}

interface Entry extends LeaseChange {
  readonly id: string;
  /** Monotonic. */
  readonly at: number;
  readonly group: Group;
  /** How many entries there ever were before it. */
  readonly place: number;
}

interface Group {
  readonly app: string;
  /** By instance id, the last entry of each; in the order of those last entries. */
  readonly latest: Map<string, Entry>;
  /** Entries of this application in the queue, superseded ones included. */
  entries: number;
}

/** A later entry of the same instance has taken the place: only the time is still of use, and the instance can be forgotten. */
interface Superseded {
  readonly id: string;
  readonly at: number;
  readonly group: Group;
}

/** What has changed lately: the source of deltas (server.md 2.13). Renewals are no changes. */
export class ChangeLog implements RegistryListener {
  #queue: (Entry | Superseded)[] = [];
  /** Entries that the queue has lost to its front. */
  #dropped = 0;
  #groups = new Map<string, Group>();
  #revision = 0;
  #changes: readonly ApplicationChanges[] | undefined;

  constructor(private readonly clock: Clock) {}

  /** Counts up with each change, so that each has a number of its own on this node; 0 before the first. */
  get revision(): number {
    return this.#revision;
  }

  /** Entries kept, superseded ones included. */
  get size(): number {
    return this.#queue.length;
  }

  /**
   * Each changed instance once. Applications stand in the order in which they first appear in the log, instances in the order
   * of their last change. The same array is returned until the log changes.
   */
  changes(): readonly ApplicationChanges[] {
    this.#changes ??= Array.from(this.#groups.values(), ({ app, latest }) => ({ app, leases: [...latest.values()] }));
    return this.#changes;
  }

  /**
   * The instances that changed after that revision, each once, as it is now, in the order of their last change; undefined when
   * the log does not reach back so far, or when there never was such a revision.
   */
  since(revision: number): readonly LeaseChange[] | undefined {
    if (revision < this.#dropped || revision > this.#revision) return undefined;
    return this.#queue.slice(revision - this.#dropped).filter((entry): entry is Entry => 'lease' in entry);
  }

  /** Forgets what is older. Called from outside every 30 s with 180 s, as Java does. */
  dropOlderThan(ageMs: number): void {
    const oldest = this.clock.monotonic() - ageMs;
    const kept = this.#queue.findIndex((entry) => entry.at >= oldest);
    const dropped = this.#queue.slice(0, kept === -1 ? undefined : kept);
    if (dropped.length === 0) return;
    for (const entry of dropped) {
      const { group, id } = entry;
      group.entries--;
      if (group.latest.get(id) === entry) group.latest.delete(id);
      if (group.entries === 0) this.#groups.delete(group.app);
    }
    this.#queue = this.#queue.slice(dropped.length);
    this.#dropped += dropped.length;
    this.#groups = this.#groupsInOrder();
    this.#changes = undefined;
  }

  on(event: RegistryEvent): void {
    if (event.type === 'renewed' || event.type === 'status-confirmed') return;
    const { lease } = event;
    const isRenewal = event.type === 'status-changed' && event.cause === 'renewal';
    this.#revision++;
    this.#changes = undefined;
    const group = this.#group(lease.app);
    const actionType = isRenewal ? 'MODIFIED' : (lease.instance.actionType ?? 'ADDED');
    const { id } = lease;
    const place = this.#dropped + this.#queue.length;
    const entry = { id, lease, actionType, at: this.clock.monotonic(), group, place };
    this.#supersede(group.latest.get(id));
    this.#queue.push(entry);
    group.entries++;
    group.latest.delete(id);
    group.latest.set(id, entry);
  }

  /** An instance that registers again and again must not be kept once for each time. */
  #supersede(entry: Entry | undefined): void {
    if (entry === undefined) return;
    const { id, at, group, place } = entry;
    this.#queue[place - this.#dropped] = { id, at, group };
  }

  #group(app: string): Group {
    let group = this.#groups.get(app);
    if (group === undefined) this.#groups.set(app, (group = { app, latest: new Map(), entries: 0 }));
    return group;
  }

  /** The order of first appearance among the entries that are left. */
  #groupsInOrder(): Map<string, Group> {
    const ordered = new Map<string, Group>();
    for (const { group } of this.#queue) {
      if (ordered.size === this.#groups.size) break;
      if (!ordered.has(group.app)) ordered.set(group.app, group);
    }
    return ordered;
  }
}
