import { instanceIdOf, toInstanceStatus } from '@nest-eureka/protocol';
import type { InstanceInfo } from '@nest-eureka/protocol';
import type { Clock } from '@nest-eureka/time';
import type { Lease } from '../../core/lease.js';
import type { LeaseService } from '../../core/lease-service.js';
import type { LeaseStore } from '../../core/lease-store.js';
import type { StatusOverrides } from '../../core/status-overrides.js';
import { believableStamp } from '../anti-entropy/believable-stamp.js';
import type { CopyIntake } from '../anti-entropy/copy-intake.js';
import type { Tombstones } from '../anti-entropy/tombstones.js';
import { TAKEN_ITEM } from '../item-answer.js';
import type { ItemAnswer } from '../item-answer.js';
import type { OwnBatch, OwnBeat, OwnChange } from './own-batch.js';

export interface OwnBatchIntakeDeps {
  readonly store: LeaseStore;
  readonly overrides: Pick<StatusOverrides, 'record' | 'learn'>;
  readonly leases: Pick<
    LeaseService,
    'cancel' | 'renew' | 'followOverride' | 'learnOverride' | 'overrideStatus' | 'removeOverride'
  >;
  readonly intake: Pick<CopyIntake, 'replace'>;
  readonly tombstones: Pick<Tombstones, 'blocks' | 'learn' | 'put'>;
  readonly clock: Clock;
  /** Whether a heartbeat's stamp is compared with ours (server.md 1.5). */
  readonly syncWhenTimestampDiffers: boolean;
}

/**
 * Does what another node of ours did. As with Java's batches, but the later word about an override counts, a registration that
 * comes late brings nothing back that was cancelled since, and stamps from the future are not believed.
 */
export class OwnBatchIntake {
  constructor(private readonly deps: OwnBatchIntakeDeps) {}

  /** One answer for each change and each heartbeat, in this order. */
  take({ changes, beats }: OwnBatch): readonly ItemAnswer[] {
    const answers = changes.map((change) => this.#change(change));
    for (const beat of beats) answers.push(this.#beat(beat));
    return answers;
  }

  #beat({ app, id, dirtyAt, override }: OwnBeat): ItemAnswer {
    const { leases, store, syncWhenTimestampDiffers } = this.deps;
    if (override !== undefined) leases.followOverride(app, id, override);
    if (leases.renew(app, id, {}, 'peer').kind === 'unknown') return NOT_FOUND;
    const lease = store.find(app, id);
    if (lease === undefined || !syncWhenTimestampDiffers) return TAKEN_ITEM;
    if (lease.instance.lastDirtyTimestamp === dirtyAt) return TAKEN_ITEM;
    const ahead = this.#stamp(dirtyAt) - this.#stampOf(lease);
    if (ahead > 0) return NOT_FOUND;
    return ahead === 0 ? TAKEN_ITEM : this.#ours(lease);
  }

  #change(change: OwnChange): ItemAnswer {
    const { action, appName: app, id, instanceInfo, status: statusText } = change.item;
    if (app === undefined || id === undefined) return FAULTY;
    switch (action) {
      case 'Register':
        return instanceInfo === undefined ? FAULTY : this.#register(app, id, instanceInfo, change);
      case 'Cancel':
        return this.#cancel(app, id, change);
      case 'StatusUpdate':
      case 'DeleteStatusOverride': {
        const status = toInstanceStatus(statusText);
        if (status === undefined) return FAULTY;
        return this.#status(app, id, { ...change, status, isRemoval: action === 'DeleteStatusOverride' });
      }
      case 'Heartbeat':
      case undefined:
        return FAULTY;
    }
  }

  #register(app: string, id: string, instance: InstanceInfo, { ageMs, override }: OwnChange): ItemAnswer {
    const { store, intake, tombstones } = this.deps;
    if (instance.app !== app || instanceIdOf(instance) !== id) return FAULTY;
    const ours = store.find(app, id);
    const dirtyAt = instance.lastDirtyTimestamp ?? 0;
    if (ours === undefined && tombstones.blocks({ app, id, dirtyAt, ageMs })) return CANCELLED;
    if (ours !== undefined && this.#stampOf(ours) > this.#stamp(dirtyAt)) return this.#ours(ours);
    intake.replace({ instance, override }, ageMs);
    return TAKEN_ITEM;
  }

  #cancel(app: string, id: string, { item, ageMs, override }: OwnChange): ItemAnswer {
    const { store, overrides, leases, tombstones, clock } = this.deps;
    const { lastDirtyTimestamp: dirtyAt } = item;
    const ours = store.find(app, id);
    if (ours !== undefined && dirtyAt !== undefined && this.#stampOf(ours) > this.#stamp(dirtyAt)) {
      return this.#ours(ours);
    }
    // a registration that followed the cancel is younger than it, and older than this moment
    const tombstone = { app, id, dirtyAt, cancelledAt: clock.monotonic() - ageMs };
    if (ours === undefined) {
      tombstones.learn(tombstone);
      return NOT_FOUND;
    }
    leases.cancel(app, id, 'peer');
    if (override !== undefined) overrides.learn(id, override);
    tombstones.put(tombstone);
    return TAKEN_ITEM;
  }

  #status(app: string, id: string, change: OwnChange & StatusCall): ItemAnswer {
    const { leases } = this.deps;
    const { item, override, status, isRemoval } = change;
    const { lastDirtyTimestamp } = item;
    const outcome =
      override !== undefined
        ? leases.learnOverride(app, id, { override, status, lastDirtyTimestamp })
        : isRemoval
          ? leases.removeOverride(app, id, status, lastDirtyTimestamp, 'peer')
          : leases.overrideStatus(app, id, status, lastDirtyTimestamp, 'peer');
    return outcome.kind === 'changed' ? TAKEN_ITEM : NOT_FOUND;
  }

  #ours(lease: Lease): ItemAnswer {
    const ageMs = this.deps.clock.monotonic() - lease.renewedAt;
    return { statusCode: 409, responseEntity: lease.instance, ageMs, override: this.deps.overrides.record(lease.id) };
  }

  #stampOf({ instance }: Lease): number {
    return this.#stamp(instance.lastDirtyTimestamp);
  }

  #stamp(dirtyAt: number | undefined): number {
    return believableStamp(dirtyAt, this.deps.clock.now());
  }
}

interface StatusCall {
  readonly status: NonNullable<ReturnType<typeof toInstanceStatus>>;
  readonly isRemoval: boolean;
}

const NOT_FOUND: ItemAnswer = { statusCode: 404, responseEntity: undefined };
/** What is registered was cancelled since. */
const CANCELLED: ItemAnswer = { statusCode: 410, responseEntity: undefined };
const FAULTY: ItemAnswer = { statusCode: 500, responseEntity: undefined };
