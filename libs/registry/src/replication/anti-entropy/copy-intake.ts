import { instanceIdOf } from '@nest-eureka/protocol';
import type { InstanceInfo, InstanceStatus } from '@nest-eureka/protocol';
import type { Clock } from '@nest-eureka/time';
import type { LeaseService } from '../../core/lease-service.js';
import type { LeaseStore } from '../../core/lease-store.js';
import type { StatusOverrides } from '../../core/status-overrides.js';
import { compareOverrides, overrideOf } from '../../core/override-record.js';
import type { OverrideRecord } from '../../core/override-record.js';
import { contentHash } from './instance-content.js';
import { javaAges } from './java-ages.js';
import type { AgedCopy } from './java-ages.js';
import { mergeCopies, ruledBy } from './merge-copies.js';
import type { Copy } from './merge-copies.js';
import type { Tombstone, Tombstones } from './tombstones.js';

export interface CopyIntakeDeps {
  readonly store: LeaseStore;
  readonly overrides: Pick<StatusOverrides, 'record' | 'learn'>;
  readonly leases: Pick<LeaseService, 'adopt' | 'takeOver' | 'renewedElsewhere' | 'cancel'>;
  readonly tombstones: Pick<Tombstones, 'blocks' | 'learn' | 'put'>;
  readonly clock: Clock;
}

/** A registration that another node of ours tells of, with the last word about its override there. */
export interface Replacement {
  readonly instance: InstanceInfo;
  readonly override: OverrideRecord | undefined;
}

/** Puts together what this node holds and what it reads from others. Ages are ms since the last renewal, on any clock. */
export class CopyIntake {
  constructor(private readonly deps: CopyIntakeDeps) {}

  /**
   * Takes a copy of another node; false where it leaves everything as it was.
   * @param theirNow the wall clock of that node: both judge stamps by the clock that is ahead
   */
  take(theirs: Copy, ageMs: number, theirNow = 0): boolean {
    const { store, overrides, leases, tombstones, clock } = this.deps;
    const { instance } = theirs;
    const { app, lastDirtyTimestamp: dirtyAt = 0 } = instance;
    const id = instanceIdOf(instance);
    const lease = store.find(app, id);
    if (lease === undefined && tombstones.blocks({ app, id, dirtyAt, ageMs })) return false;
    const known = overrides.record(id);
    if (lease === undefined) {
      const copy = known === undefined ? theirs : underWord(theirs, known);
      leases.takeOver(ruledBy(copy.instance, copy.override), ageMs, copy.override);
      return true;
    }
    const ours: Copy = { instance: lease.instance, override: overrideOf(lease.instance, known) };
    const merged = mergeCopies(ours, theirs, Math.max(clock.now(), theirNow));
    if (contentHash(merged.instance) === contentHash(lease.instance)) {
      leases.renewedElsewhere(app, id, ageMs);
      return merged.override.at > 0 && overrides.learn(id, merged.override);
    }
    leases.takeOver(merged.instance, Math.min(ageMs, clock.monotonic() - lease.renewedAt), merged.override);
    return true;
  }

  /**
   * Puts the registration of another node in the place of what is here; only the later word about its override counts.
   */
  replace({ instance, override }: Replacement, ageMs: number): void {
    const { store, overrides, leases } = this.deps;
    const id = instanceIdOf(instance);
    const ours = store.find(instance.app, id);
    const theirs: Copy = { instance, override: overrideOf(instance, override) };
    const known = overrides.record(id);
    const copy = known === undefined ? theirs : underWord(theirs, known, ours?.instance.status);
    leases.takeOver(ruledBy(copy.instance, copy.override), ageMs, copy.override);
  }

  /**
   * Takes what a server lists that is none of ours. Its document may be minutes old, so it adds what is not here and was not
   * cancelled here, and replaces only what is older by its stamp.
   * @returns how many copies changed something
   */
  takeListed(instances: readonly InstanceInfo[], ageOf: (copy: AgedCopy) => number = ({ ageMs }) => ageMs): number {
    return javaAges(instances).filter((copy) => this.#takeListed(copy, ageOf)).length;
  }

  #takeListed(copy: AgedCopy, ageOf: (copy: AgedCopy) => number): boolean {
    const { store, leases, tombstones } = this.deps;
    const { app, lastDirtyTimestamp: dirtyAt = 0 } = copy.instance;
    const id = instanceIdOf(copy.instance);
    const ours = store.find(app, id);
    if (ours === undefined) {
      if (tombstones.blocks({ app, id, dirtyAt, ageMs: Number.POSITIVE_INFINITY })) return false;
      leases.takeOver(copy.instance, ageOf(copy));
      return true;
    }
    if (dirtyAt <= (ours.instance.lastDirtyTimestamp ?? 0)) return false;
    leases.adopt(copy.instance);
    return true;
  }

  /** Another node has the same copy. */
  confirm(app: string, id: string, ageMs: number): void {
    const lease = this.deps.store.find(app, id);
    if (lease === undefined) return;
    // each node hears of a renewal a little later than the one before; only a missed one is worth telling
    const isMissed = this.deps.clock.monotonic() - lease.renewedAt - ageMs > lease.renewalIntervalMs / 2;
    if (isMissed) this.deps.leases.renewedElsewhere(app, id, ageMs);
  }

  /** Another node has been told that an instance is gone: so it is here, unless it has renewed since. */
  cancelled(tombstone: Tombstone): void {
    const { store, leases, tombstones } = this.deps;
    const { app, id, dirtyAt, cancelledAt } = tombstone;
    const lease = store.find(app, id);
    if (lease === undefined) return tombstones.learn(tombstone);
    const isNewer = dirtyAt !== undefined && (lease.instance.lastDirtyTimestamp ?? 0) > dirtyAt;
    if (isNewer || lease.renewedAt >= cancelledAt) return;
    leases.cancel(app, id, 'peer');
    // not the moment at which this node heard of it: others may have renewed in between
    tombstones.put(tombstone);
  }
}

/** A copy under a word that was said here about its override: what it only showed by an earlier one does not count then. */
function underWord(copy: Copy, override: OverrideRecord, ourStatus: InstanceStatus = 'UNKNOWN'): Copy {
  if (compareOverrides(copy.override, override) >= 0) return copy;
  const { instance } = copy;
  return {
    instance: instance.status === copy.override.status ? { ...instance, status: ourStatus } : instance,
    override,
  };
}
