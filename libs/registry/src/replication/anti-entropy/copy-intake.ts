import { instanceIdOf } from '@nest-eureka/protocol';
import type { InstanceInfo } from '@nest-eureka/protocol';
import type { Clock } from '@nest-eureka/time';
import type { LeaseService } from '../../core/lease-service.js';
import type { LeaseStore } from '../../core/lease-store.js';
import { contentHash } from './instance-content.js';
import { javaAges } from './java-ages.js';
import type { AgedCopy } from './java-ages.js';
import { mergeCopies } from './merge-copies.js';
import type { Tombstone, Tombstones } from './tombstones.js';

export interface CopyIntakeDeps {
  readonly store: LeaseStore;
  readonly leases: Pick<LeaseService, 'adopt' | 'takeOver' | 'renewedElsewhere' | 'cancel'>;
  readonly tombstones: Pick<Tombstones, 'blocks' | 'learn' | 'put'>;
  readonly clock: Clock;
}

/** Puts together what this node holds and what it reads from others. Ages are ms since the last renewal, on any clock. */
export class CopyIntake {
  constructor(private readonly deps: CopyIntakeDeps) {}

  /** Takes a copy of another node; false where it leaves everything as it was. */
  take(theirs: InstanceInfo, ageMs: number): boolean {
    const { store, leases, tombstones, clock } = this.deps;
    const { app } = theirs;
    const id = instanceIdOf(theirs);
    const ours = store.find(app, id);
    if (ours === undefined) {
      if (tombstones.blocks({ app, id, dirtyAt: theirs.lastDirtyTimestamp ?? 0, ageMs })) return false;
      leases.takeOver(theirs, ageMs);
      return true;
    }
    const ourAgeMs = clock.monotonic() - ours.renewedAt;
    const merged = mergeCopies(ours.instance, theirs, clock.now());
    if (contentHash(merged) === contentHash(ours.instance)) {
      leases.renewedElsewhere(app, id, ageMs);
      return false;
    }
    leases.takeOver(merged, Math.min(ageMs, ourAgeMs));
    return true;
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
