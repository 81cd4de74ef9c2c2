import type { InstanceInfo, InstanceStatus } from '@nest-eureka/protocol';
import { instanceIdOf, toInstanceStatus } from '@nest-eureka/protocol';
import type { Clock } from '@nest-eureka/time';
import { Announcer } from './announcer.js';
import type { Lease, LeaseExpiry } from './lease.js';
import { CHANGED, OUTDATED, RENEWED, UNKNOWN } from './lease-outcomes.js';
import type { CancelOutcome, ChangeOutcome, RegisterOutcome, RenewOutcome } from './lease-outcomes.js';
import type { LeaseStore } from './lease-store.js';
import type { Origin } from './origin.js';
import type { OverrideRecord } from './override-record.js';
import { newRegistration } from './registration.js';
import type { RegistrationContext } from './registration.js';
import { judgeRegistration } from './registration-rules.js';
import type { MissedCall, RegistryListener } from './registry-event.js';
import { StatusChanges } from './status-changes.js';
import type { OverrideNews } from './status-changes.js';
import type { StatusOverrides } from './status-overrides.js';
import { effectiveStatus } from './status-rules.js';
import { VisibleLeases } from './visible-leases.js';

export interface LeaseSettings {
  readonly leaseExpiry: LeaseExpiry;
  /** Whether a heartbeat's `lastDirtyTimestamp` is compared with ours. @default true */
  readonly syncWhenTimestampDiffers: boolean;
  readonly ownInstanceId: string | undefined;
  /** Refuses Amazon instances without an id of their own. @default false */
  readonly requireDataCenterId?: boolean;
}

export interface LeaseServiceDeps {
  readonly store: LeaseStore;
  readonly overrides: StatusOverrides;
  readonly expiration: { isExpirationEnabled(app: string): boolean };
  readonly eviction: { choose(lateByMs: number): readonly Lease[] };
  /** In the order in which they are told. */
  readonly listeners: readonly RegistryListener[];
  readonly clock: Clock;
  readonly settings: LeaseSettings;
}

/** What a heartbeat says besides being alive. */
export interface RenewalReport {
  readonly lastDirtyTimestamp?: number;
  /** Text as sent; heeded only from peers, any text that names no status is ignored. */
  readonly overriddenStatus?: string;
}

/** The only way leases change: every call ends with the listeners told. Application names are taken in any case. */
export class LeaseService {
  readonly #store: LeaseStore;
  readonly #overrides: StatusOverrides;
  readonly #announcer: Announcer;
  readonly #statuses: StatusChanges;
  readonly #clock: Clock;
  readonly #settings: LeaseSettings;
  readonly #visible: VisibleLeases;
  readonly #context: RegistrationContext;

  constructor(private readonly deps: LeaseServiceDeps) {
    this.#store = deps.store;
    this.#overrides = deps.overrides;
    this.#announcer = new Announcer(deps.listeners);
    this.#statuses = new StatusChanges({ ...deps, announcer: this.#announcer });
    this.#clock = deps.clock;
    this.#settings = deps.settings;
    this.#context = { overrides: deps.overrides, clock: deps.clock, leaseExpiry: deps.settings.leaseExpiry };
    this.#visible = new VisibleLeases(deps.store, deps.expiration, deps.clock);
  }

  /** Registers or refuses (server.md 1.4 D, 2.2); without `lastDirtyTimestamp` the instance counts as changed now. */
  register(pathApp: string, instance: InstanceInfo, origin: Origin): RegisterOutcome {
    const verdict = judgeRegistration(pathApp, instance, this.#settings.requireDataCenterId ?? false);
    if (verdict.kind === 'refused') return verdict;
    this.#register(verdict.instance, origin);
    return { kind: 'registered' };
  }

  /** Takes over the copy of a peer that knows better, and the override that comes with it (server.md 4.5). */
  adopt(instance: InstanceInfo): void {
    if (instance.overriddenStatus !== 'UNKNOWN') this.#overrides.set(instanceIdOf(instance), instance.overriddenStatus);
    this.#register(instance, 'peer');
  }

  /**
   * Takes over what another of our nodes has, as it is: with its override or without one, last renewed so long ago. The caller
   * has decided that it is right, so nothing of what is here stays.
   * @param override the last word about its override, where that is known
   */
  takeOver(instance: InstanceInfo, ageMs: number, override?: OverrideRecord): void {
    const id = instanceIdOf(instance);
    const existing = this.#store.find(instance.app, id);
    if (override !== undefined) this.#heed(id, override);
    else if (instance.overriddenStatus !== 'UNKNOWN') this.#overrides.set(id, instance.overriddenStatus);
    else if (existing !== undefined && existing.instance.overriddenStatus !== 'UNKNOWN') this.#overrides.remove(id);
    const relative = this.#relativeOf(instance, existing);
    const { lease, sent } = newRegistration(instance, undefined, relative, 'peer', this.#context);
    lease.renewedAgo(ageMs, this.#clock);
    if (existing !== undefined && existing.serviceUpAt > 0) lease.serviceUpAt = existing.serviceUpAt;
    this.#store.put(lease);
    const previous = existing?.instance;
    this.#announcer.publish({ type: 'registered', lease, origin: 'peer', previous, replaced: existing, sent });
  }

  /**
   * Takes an instance out of a snapshot, last renewed so long ago: it is listed for one lease, and longer only when somebody
   * hears of it. False where it is here already.
   */
  restore(instance: InstanceInfo, ageMs: number): boolean {
    const id = instanceIdOf(instance);
    if (this.#store.find(instance.app, id) !== undefined) return false;
    if (instance.overriddenStatus !== 'UNKNOWN') this.#overrides.set(id, instance.overriddenStatus);
    const relative = this.#relativeOf(instance, undefined);
    const { lease, sent } = newRegistration(instance, undefined, relative, 'peer', this.#context);
    lease.restored(ageMs, this.#clock);
    this.#store.put(lease);
    const nothing = { previous: undefined, replaced: undefined };
    this.#announcer.publish({ type: 'registered', lease, origin: 'peer', ...nothing, sent });
    return true;
  }

  /** Another of our nodes has heard of the instance more lately than this one. */
  renewedElsewhere(app: string, id: string, ageMs: number): void {
    const lease = this.#store.find(app, id);
    if (lease === undefined || this.#clock.monotonic() - ageMs <= lease.renewedAt) return;
    lease.renewedAgo(ageMs, this.#clock);
    this.#announcer.publish({ type: 'renewed', lease, origin: 'peer' });
  }

  /** A heartbeat (server.md 1.4 F, 2.3). An expired lease that still stands comes to life again. */
  renew(app: string, id: string, report: RenewalReport, origin: Origin): RenewOutcome {
    const name = app.toUpperCase();
    const lease = this.#store.find(name, id);
    if (lease === undefined) return this.#miss('renew', name, id, origin);
    const reported = lease.status;
    const override = this.#overrides.get(id);
    const status = effectiveStatus({ reported, override, existing: reported, origin });
    if (status === 'UNKNOWN') return this.#miss('renew', name, id, origin);
    lease.renew(this.#clock);
    if (status !== reported) this.#statuses.follow(lease, { status }, origin);
    this.#announcer.publish({ type: 'renewed', lease, origin });
    const outcome = this.#compare(lease, report.lastDirtyTimestamp, origin);
    if (outcome.kind === 'outdated' && origin === 'peer') this.#learnOverride(lease, report.overriddenStatus);
    return outcome;
  }

  /**
   * Ends a lease; the override goes even when there is no lease (server.md 2.6).
   * @param upTo the newest `lastDirtyTimestamp` that it may end, as nodes of ours tell each other; Java's ends any
   */
  cancel(app: string, id: string, origin: Origin, upTo = Number.POSITIVE_INFINITY): CancelOutcome {
    const name = app.toUpperCase();
    const standing = this.#store.find(name, id);
    if (standing !== undefined && (standing.instance.lastDirtyTimestamp ?? 0) > upTo) {
      return { kind: 'superseded', instance: standing.toWire(this.#settings.ownInstanceId) };
    }
    const lease = this.#store.remove(name, id);
    // what was said elsewhere is no word of this node
    if (origin === 'client') this.#overrides.remove(id);
    else this.#overrides.forget(id);
    if (lease === undefined) return this.#miss('cancel', name, id, origin);
    this.#end(lease, origin);
    return { kind: 'cancelled' };
  }

  /** Sets a status from outside (server.md 2.8). The status it has already is not recorded as an override. */
  overrideStatus(
    app: string,
    id: string,
    status: InstanceStatus,
    lastDirtyTimestamp: number | undefined,
    origin: Origin,
  ): ChangeOutcome {
    const lease = this.#visible.find(app.toUpperCase(), id);
    return lease === undefined ? UNKNOWN : this.#statuses.override(lease, { status, lastDirtyTimestamp, origin });
  }

  /** Takes an override away; without one nothing changes (server.md 2.9). */
  removeOverride(
    app: string,
    id: string,
    status: InstanceStatus,
    lastDirtyTimestamp: number | undefined,
    origin: Origin,
  ): ChangeOutcome {
    const lease = this.#visible.find(app.toUpperCase(), id);
    return lease === undefined ? UNKNOWN : this.#statuses.removeOverride(lease, { status, lastDirtyTimestamp, origin });
  }

  /** Takes over a change of status that another of our nodes was told, unless this one was told something later. */
  learnOverride(app: string, id: string, news: OverrideNews): ChangeOutcome {
    const lease = this.#visible.find(app, id);
    return lease === undefined ? UNKNOWN : this.#statuses.learn(lease, news);
  }

  /** Takes over the override that comes with the heartbeat of a node of ours, where it is the later word. */
  followOverride(app: string, id: string, override: OverrideRecord): void {
    const lease = this.#store.find(app, id);
    if (lease !== undefined) this.#statuses.followNews(lease, override);
  }

  /** Adds metadata by registering the instance again, as Java does (server.md 1.4 J): the lease starts anew. */
  updateMetadata(app: string, id: string, entries: ReadonlyMap<string, string>): ChangeOutcome {
    const lease = this.#visible.find(app.toUpperCase(), id);
    if (lease === undefined) return UNKNOWN;
    return this.#remake(lease, new Map([...lease.instance.metadata, ...entries]));
  }

  /** The same with metadata that takes the place of what there was. */
  replaceMetadata(app: string, id: string, metadata: ReadonlyMap<string, string>): ChangeOutcome {
    const lease = this.#visible.find(app.toUpperCase(), id);
    return lease === undefined ? UNKNOWN : this.#remake(lease, metadata);
  }

  /** The instance as it is shown; hidden when its lease has run out and nothing holds it (server.md 2.15). */
  find(app: string, id: string): InstanceInfo | undefined {
    return this.#visible.find(app.toUpperCase(), id)?.toWire(this.#settings.ownInstanceId);
  }

  /** The first instance with that id in any application, under the rule of `find`. */
  findById(id: string): InstanceInfo | undefined {
    return this.#visible.findById(id)?.toWire(this.#settings.ownInstanceId);
  }

  /** One eviction pass: all chosen leases are gone before anybody is told, so that nobody sees half a pass. */
  evict(lateByMs: number): readonly Lease[] {
    const chosen = this.deps.eviction.choose(lateByMs);
    for (const lease of chosen) {
      this.#store.remove(lease.app, lease.id);
      this.#overrides.forget(lease.id);
    }
    for (const lease of chosen) this.#end(lease, 'eviction');
    return chosen;
  }

  /** See `shareParts`. */
  #relativeOf({ app }: InstanceInfo, existing: Lease | undefined): InstanceInfo | undefined {
    return existing?.instance ?? this.#store.first(app)?.instance;
  }

  #remake(lease: Lease, metadata: ReadonlyMap<string, string>): ChangeOutcome {
    this.#register({ ...lease.instance, metadata }, 'client', lease);
    return CHANGED;
  }

  /** @param source the lease whose instance it is, where it does not come from the instance itself */
  #register(instance: InstanceInfo, origin: Origin, source?: Lease): void {
    const existing = this.#store.find(instance.app, instanceIdOf(instance));
    const previous = existing?.instance;
    const dated =
      instance.lastDirtyTimestamp === undefined ? { ...instance, lastDirtyTimestamp: this.#clock.now() } : instance;
    const { lease, sent } = newRegistration(
      dated,
      existing,
      this.#relativeOf(instance, existing),
      origin,
      this.#context,
    );
    if (source !== undefined) lease.reported = source.reported;
    this.#store.put(lease);
    this.#announcer.publish({ type: 'registered', lease, origin, previous, replaced: existing, sent });
  }

  /** Tells of the end of a lease that is no longer in the store. */
  #end(lease: Lease, origin: Origin): void {
    const previous = lease.instance;
    lease.end(this.#clock);
    lease.instance = { ...previous, actionType: 'DELETED', lastUpdatedTimestamp: this.#clock.now() };
    this.#announcer.publish({ type: 'cancelled', lease, origin, previous });
  }

  /** Whose copy is the newer one (server.md 1.5). */
  #compare(lease: Lease, incoming: number | undefined, origin: Origin): RenewOutcome {
    if (incoming === undefined || !this.#settings.syncWhenTimestampDiffers) return RENEWED;
    const ours = lease.instance.lastDirtyTimestamp ?? 0;
    if (incoming > ours) return OUTDATED;
    if (incoming === ours || origin !== 'peer') return RENEWED;
    return { kind: 'conflict', instance: lease.toWire(this.#settings.ownInstanceId) };
  }

  /** An override that a peer has and we do not; the status itself follows with the next renewal (server.md 2.7). */
  #learnOverride(lease: Lease, text: string | undefined): void {
    const status = toInstanceStatus(text);
    if (status === undefined || status === 'UNKNOWN' || this.#overrides.get(lease.id) === status) return;
    this.#overrides.set(lease.id, status);
    this.#statuses.follow(lease, { overriddenStatus: status }, 'peer');
  }

  /** That nobody ever set one is not worth remembering. */
  #heed(id: string, override: OverrideRecord): void {
    if (override.at > 0 || override.status !== undefined) this.#overrides.put(id, override);
  }

  #miss(action: MissedCall['action'], app: string, id: string, origin: Origin): typeof UNKNOWN {
    this.#announcer.missed({ action, app, id, origin });
    return UNKNOWN;
  }
}
