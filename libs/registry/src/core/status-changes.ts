import type { InstanceInfo, InstanceStatus } from '@nest-eureka/protocol';
import type { Clock } from '@nest-eureka/time';
import type { Announcer } from './announcer.js';
import type { Lease } from './lease.js';
import { CHANGED } from './lease-outcomes.js';
import type { ChangeOutcome } from './lease-outcomes.js';
import type { LeaseStore } from './lease-store.js';
import type { Origin } from './origin.js';
import type { OverrideRecord } from './override-record.js';
import type { StatusOverrides } from './status-overrides.js';
import { effectiveStatus } from './status-rules.js';

export interface StatusChangesDeps {
  readonly store: LeaseStore;
  readonly overrides: StatusOverrides;
  readonly announcer: Announcer;
  readonly clock: Clock;
}

/** A status from outside, as a client or a peer asks for it. */
export interface StatusCall {
  readonly status: InstanceStatus;
  readonly lastDirtyTimestamp: number | undefined;
  readonly origin: Origin;
}

/** What another of our nodes was told about an override, and the status that came of it there. */
export interface OverrideNews {
  readonly override: OverrideRecord;
  readonly status: InstanceStatus;
  readonly lastDirtyTimestamp: number | undefined;
}

/** Changes the status of a lease that is known to stand (server.md 2.5, 2.7 to 2.9). Each call ends with the listeners told. */
export class StatusChanges {
  constructor(private readonly deps: StatusChangesDeps) {}

  /** Sets a status from outside (server.md 2.8). The status it has already is not recorded as an override. */
  override(lease: Lease, { status, lastDirtyTimestamp, origin }: StatusCall): ChangeOutcome {
    const { clock, overrides } = this.deps;
    lease.renew(clock);
    if (lease.status === status) return this.#confirm(lease, origin, 'override-set');
    if (status === 'UP') lease.markServiceUp(clock);
    overrides.set(lease.id, status);
    this.#change(lease, { status, overriddenStatus: status }, lastDirtyTimestamp, origin, 'override-set');
    return CHANGED;
  }

  /** Takes an override away; without one nothing changes (server.md 2.9). */
  removeOverride(lease: Lease, { status, lastDirtyTimestamp, origin }: StatusCall): ChangeOutcome {
    const { clock, overrides } = this.deps;
    lease.renew(clock);
    if (overrides.remove(lease.id) === undefined) return this.#confirm(lease, origin, 'override-removed');
    const statuses = { status, overriddenStatus: 'UNKNOWN' } as const;
    this.#change(lease, statuses, lastDirtyTimestamp, origin, 'override-removed');
    return CHANGED;
  }

  /** Takes over what another of our nodes was told, unless this one was told something later. */
  learn(lease: Lease, { override, status, lastDirtyTimestamp }: OverrideNews): ChangeOutcome {
    const { clock, overrides } = this.deps;
    lease.renew(clock);
    const cause = override.status === undefined ? 'override-removed' : 'override-set';
    if (!overrides.learn(lease.id, override)) return this.#confirm(lease, 'peer', cause);
    if (status === 'UP') lease.markServiceUp(clock);
    const overriddenStatus = override.status ?? 'UNKNOWN';
    this.#change(lease, { status, overriddenStatus }, lastDirtyTimestamp, 'peer', cause);
    return CHANGED;
  }

  /** Gives a lease the status that an override brings with a renewal. Java keeps it from deltas until the hash tells. */
  follow(lease: Lease, changes: Partial<InstanceInfo>, origin: Origin): void {
    const { store, announcer } = this.deps;
    const previous = lease.instance;
    store.replaceInstance(lease, { ...previous, ...changes });
    announcer.publish({ type: 'status-changed', lease, origin, previous, cause: 'renewal' });
  }

  /** An override that comes with the heartbeat of a node of ours is in force at once, where it is the later word. */
  followNews(lease: Lease, override: OverrideRecord): void {
    const { overrides } = this.deps;
    const before = overrides.peek(lease.id);
    if (override.status === undefined || !overrides.learn(lease.id, override)) return;
    const reported = lease.status === before ? 'UP' : lease.status;
    const status = effectiveStatus({ reported, override: override.status, existing: undefined, origin: 'peer' });
    this.follow(lease, { status, overriddenStatus: override.status }, 'peer');
  }

  #confirm(lease: Lease, origin: Origin, cause: 'override-set' | 'override-removed'): ChangeOutcome {
    this.deps.announcer.publish({ type: 'status-confirmed', lease, origin, cause });
    return CHANGED;
  }

  #change(
    lease: Lease,
    statuses: Pick<InstanceInfo, 'status' | 'overriddenStatus'>,
    lastDirtyTimestamp: number | undefined,
    origin: Origin,
    cause: 'override-set' | 'override-removed',
  ): void {
    const { store, clock, announcer } = this.deps;
    const previous = lease.instance;
    store.replaceInstance(lease, {
      ...previous,
      ...statuses,
      lastDirtyTimestamp: Math.max(previous.lastDirtyTimestamp ?? 0, lastDirtyTimestamp ?? 0),
      actionType: 'MODIFIED',
      lastUpdatedTimestamp: clock.now(),
    });
    announcer.publish({ type: 'status-changed', lease, origin, previous, cause });
  }
}
