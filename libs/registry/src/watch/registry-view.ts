import type { Application, Applications, InstanceInfo, InstanceStatus } from '@nest-eureka/protocol';
import { appsHashCode } from '@nest-eureka/protocol';
import type { ChangeLog, LeaseChange } from '../core/change-log.js';
import type { Lease } from '../core/lease.js';
import type { LeaseStore } from '../core/lease-store.js';
import { isEverything, selects } from './selection.js';
import type { Selection } from './selection.js';

/** The registry as a selection of it sees it, now. Everything is taken in one go, so that the hash fits the list. */
export class RegistryView {
  readonly #hashes = new WeakMap<Selection, { readonly revision: number; readonly hash: string }>();

  constructor(
    private readonly store: LeaseStore,
    private readonly changeLog: Pick<ChangeLog, 'revision' | 'since'>,
    private readonly ownInstanceId: string | undefined,
  ) {}

  find(app: string, id: string): Lease | undefined {
    return this.store.find(app, id);
  }

  get revision(): number {
    return this.changeLog.revision;
  }

  /** The change that there was just now. */
  get lastChange(): LeaseChange | undefined {
    return this.changeLog.since(this.revision - 1)?.[0];
  }

  /** These changes as a delta. */
  delta(selection: Selection, changes: readonly LeaseChange[]): Applications {
    const byName = new Map<string, InstanceInfo[]>();
    for (const { lease, actionType } of changes) {
      add(byName, lease.app, { ...lease.toWire(this.ownInstanceId), actionType });
    }
    return this.#document(selection, byName);
  }

  /** What is selected, whole. */
  snapshot(selection: Selection): Applications {
    const byName = new Map<string, InstanceInfo[]>();
    for (const lease of this.#selected(selection)) add(byName, lease.app, lease.toWire(this.ownInstanceId));
    return this.#document(selection, byName);
  }

  /**
   * What has changed in the selection since then; undefined when that is not known any more, or when to start over costs less.
   * A VIP address may have been taken from an instance meanwhile, which the log does not tell.
   */
  changesSince(selection: Selection, revision: number): readonly LeaseChange[] | undefined {
    if (selection.vips.length > 0) return revision === this.revision ? [] : undefined;
    const changes = this.changeLog.since(revision);
    if (changes === undefined || changes.length > Math.max(100, this.store.size)) return undefined;
    if (isEverything(selection)) return changes;
    return changes.filter(({ lease }) => selection.apps.includes(lease.app));
  }

  #document(selection: Selection, byName: ReadonlyMap<string, InstanceInfo[]>): Applications {
    const applications = Array.from(byName, ([name, instances]): Application => ({ name, instances }));
    return { versionsDelta: this.revision + 1, appsHashCode: this.#hash(selection), applications };
  }

  #hash(selection: Selection): string {
    if (isEverything(selection)) return appsHashCode(this.store.statusCounts());
    const known = this.#hashes.get(selection);
    if (known?.revision === this.revision) return known.hash;
    const counts = new Map<InstanceStatus, number>();
    for (const { status } of this.#selected(selection)) counts.set(status, (counts.get(status) ?? 0) + 1);
    const hash = appsHashCode(counts);
    this.#hashes.set(selection, { revision: this.revision, hash });
    return hash;
  }

  *#selected(selection: Selection): IterableIterator<Lease> {
    if (selection.vips.length > 0 || isEverything(selection)) {
      for (const lease of this.store.leases()) if (selects(selection, lease.instance)) yield lease;
      return;
    }
    for (const app of selection.apps) yield* this.store.application(app)?.values() ?? [];
  }
}

function add(byName: Map<string, InstanceInfo[]>, name: string, instance: InstanceInfo): void {
  const instances = byName.get(name);
  if (instances === undefined) byName.set(name, [instance]);
  else instances.push(instance);
}
