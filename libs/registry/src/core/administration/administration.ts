import type { InstanceStatus } from '@nest-eureka/protocol';
import type { Clock } from '@nest-eureka/time';
import type { Lease } from '../lease.js';
import type { LeaseService } from '../lease-service.js';
import type { LeaseStore } from '../lease-store.js';
import type { StatusOverrides } from '../status-overrides.js';
import { metadataWithout } from './measure.js';
import type { Measure } from './measure.js';
import type { Measures } from './measures.js';
import type { Order, OrderOutcome, OrderResult, Shown, Target } from './order.js';

export interface AdministrationDeps {
  readonly store: Pick<LeaseStore, 'find' | 'application'>;
  readonly overrides: Pick<StatusOverrides, 'peek'>;
  readonly leases: Pick<
    LeaseService,
    'overrideStatus' | 'removeOverride' | 'cancel' | 'updateMetadata' | 'replaceMetadata'
  >;
  readonly measures: Measures;
  readonly clock: Clock;
  /** So many instances may be meant without a reason. */
  readonly bulkLimit: number;
}

type NamedTarget = Target & { readonly id: string };

/**
 * Carries out what operators order. What is done to an instance is done as a client of the API would, so that every peer, Java's
 * too, hears of it; who decided it, why and for how long is remembered as a measure.
 */
export class Administration {
  constructor(private readonly deps: AdministrationDeps) {}

  carryOut(order: Order): OrderOutcome {
    const targets = order.targets.flatMap((target) => this.#named(target, order));
    const instances = targets.filter(({ id }) => id !== undefined).length;
    const { bulkLimit } = this.deps;
    if (instances > bulkLimit && !order.reason) return { kind: 'too-many', instances, limit: bulkLimit };
    return { kind: 'done', results: targets.map((target) => this.#one(target, order)) };
  }

  /** Takes back what has reached its end; to be called about every second. */
  endDue(): readonly Measure[] {
    const ended = this.deps.measures.endDue();
    for (const measure of ended) this.#takeBack(measure);
    return ended;
  }

  /** Another node of ours was told of a measure. What it did to the instance comes by replication, but for a bar. */
  learn(measure: Measure): void {
    const { measures, store, leases } = this.deps;
    if (!measures.learn(measure) || measure.kind !== 'bar') return;
    const { app, id } = measure;
    if (measures.find('bar', app, id) !== undefined && store.find(app, id) !== undefined)
      leases.cancel(app, id, 'peer');
  }

  /** A whole application is everything registered, and for a restore what is barred as well. */
  #named(target: Target, { deed }: Order): readonly Target[] {
    const { app, id } = target;
    if (id !== undefined) return [target];
    const { store, measures } = this.deps;
    const ids = new Set(store.application(app)?.keys());
    if (deed.action === 'restore')
      for (const measure of measures.inForce()) if (measure.app === app) ids.add(measure.id);
    return ids.size === 0 ? [target] : Array.from(ids, (each) => ({ app, id: each }));
  }

  #one(target: Target, order: Order): OrderResult {
    const { app, id } = target;
    if (id === undefined)
      return { ...target, outcome: 'unknown', before: undefined, after: undefined, until: undefined };
    const named: NamedTarget = { app, id };
    const entries = metadataOf(order);
    const before = this.#shown(named, entries);
    const until = order.forMs === undefined ? undefined : this.deps.clock.now() + order.forMs;
    const hasChanged = this.#do(named, order, entries, until);
    const after = this.#shown(named, entries);
    const isKnown = before !== undefined || hasChanged;
    const outcome = !isKnown ? 'unknown' : hasChanged ? 'changed' : 'unchanged';
    return { app, id, outcome, before, after, until: hasChanged ? until : undefined };
  }

  #do(
    target: NamedTarget,
    order: Order,
    entries: ReadonlyMap<string, string> | undefined,
    until: number | undefined,
  ): boolean {
    const { deed } = order;
    switch (deed.action) {
      case 'drain':
        return this.#override(target, order, 'OUT_OF_SERVICE', until);
      case 'override':
        return this.#override(target, order, deed.status, until);
      case 'restore':
        return this.#restore(target);
      case 'evict':
        return this.#evict(target, order, until);
      case 'weight':
      case 'metadata':
        return entries !== undefined && this.#setEntries(target, order, entries, until);
    }
  }

  #override(target: NamedTarget, order: Order, status: InstanceStatus, until: number | undefined): boolean {
    const { leases, measures, store } = this.deps;
    const { app, id } = target;
    const lease = store.find(app, id);
    if (lease === undefined) return false;
    const standing = measures.find('override', app, id);
    const statusBefore = standing?.statusBefore ?? lease.reported ?? lease.status;
    if (leases.overrideStatus(app, id, status, undefined, 'client').kind === 'unknown') return false;
    measures.put({ kind: 'override', ...target, ...signature(order), until, status, statusBefore });
    return true;
  }

  #restore({ app, id }: NamedTarget): boolean {
    const { measures } = this.deps;
    const lifted = [measures.lift('override', app, id), measures.lift('metadata', app, id)];
    for (const measure of lifted) if (measure !== undefined) this.#takeBack(measure);
    const isUnbarred = measures.lift('bar', app, id) !== undefined;
    // an override may have been set by anybody, by the plain API
    const isPlain = lifted[0] === undefined && this.#removeOverride(app, id, undefined, undefined);
    return isPlain || isUnbarred || lifted.some((measure) => measure !== undefined);
  }

  #evict(target: NamedTarget, order: Order, until: number | undefined): boolean {
    const { leases, measures } = this.deps;
    const { app, id } = target;
    if (until !== undefined) measures.put({ kind: 'bar', ...target, ...signature(order), until });
    measures.lift('override', app, id);
    const isGone = leases.cancel(app, id, 'client').kind === 'cancelled';
    return isGone || until !== undefined;
  }

  #setEntries(
    target: NamedTarget,
    order: Order,
    entries: ReadonlyMap<string, string>,
    until: number | undefined,
  ): boolean {
    const { leases, measures, store } = this.deps;
    const { app, id } = target;
    const metadata = store.find(app, id)?.instance.metadata;
    if (metadata === undefined) return false;
    const standing = measures.find('metadata', app, id);
    const all = new Map([...(standing?.entries ?? []), ...entries]);
    const known = [...entries.keys()].filter((name) => metadata.has(name) && standing?.entries?.has(name) !== true);
    const entriesBefore = new Map([
      ...(standing?.entriesBefore ?? []),
      ...known.map((name) => [name, metadata.get(name) ?? ''] as const),
    ]);
    measures.put({ kind: 'metadata', ...target, ...signature(order), until, entries: all, entriesBefore });
    if ([...entries].every(([name, value]) => metadata.get(name) === value)) return false;
    return leases.updateMetadata(app, id, entries).kind === 'changed';
  }

  #takeBack(measure: Measure): void {
    const { app, id, kind, status, statusBefore } = measure;
    if (kind === 'override') this.#removeOverride(app, id, status, statusBefore);
    if (kind !== 'metadata') return;
    const metadata = this.deps.store.find(app, id)?.instance.metadata;
    if (metadata !== undefined) this.deps.leases.replaceMetadata(app, id, metadataWithout(measure, metadata));
  }

  /**
   * False when there is none, or another one than meant. Java shows UNKNOWN after a removal that names no status, so that an
   * instance had to register again (server.md 2.9).
   */
  #removeOverride(
    app: string,
    id: string,
    meant: InstanceStatus | undefined,
    before: InstanceStatus | undefined,
  ): boolean {
    const { leases, overrides, store } = this.deps;
    const lease = store.find(app, id);
    const override = overrides.peek(id);
    if (lease === undefined || override === undefined || (meant !== undefined && override !== meant)) return false;
    const status = lease.status === override ? statusAfter(lease, override, before) : lease.status;
    return leases.removeOverride(app, id, status, undefined, 'client').kind === 'changed';
  }

  #shown({ app, id }: NamedTarget, entries: ReadonlyMap<string, string> | undefined): Shown | undefined {
    const instance = this.deps.store.find(app, id)?.instance;
    if (instance === undefined) return undefined;
    const { status, overriddenStatus, metadata } = instance;
    if (entries === undefined) return { status, overriddenStatus };
    const asked = [...entries.keys()].flatMap((name): [string, string][] => {
      const value = metadata.get(name);
      return value === undefined ? [] : [[name, value]];
    });
    return { status, overriddenStatus, metadata: Object.fromEntries(asked) };
  }
}

function signature({ by, owner, reason }: Order): Pick<Measure, 'by' | 'owner' | 'reason'> {
  return { by, owner, reason };
}

function metadataOf({ deed }: Order): ReadonlyMap<string, string> | undefined {
  if (deed.action === 'metadata') return deed.entries;
  return deed.action === 'weight' ? new Map([['weight', String(deed.weight)]]) : undefined;
}

/** What the instance says of itself; where only the override is known, what it was before, else UP as Spring's tools ask for. */
function statusAfter(lease: Lease, override: InstanceStatus, before: InstanceStatus | undefined): InstanceStatus {
  if (lease.reported !== undefined) return lease.reported;
  return before === undefined || before === override ? 'UP' : before;
}
