import type { Clock } from '@nest-eureka/time';
import type { Application, InstanceInfo } from '@nest-eureka/protocol';
import type { LeaseStore } from '../../core/lease-store.js';
import { copyHash } from './copy-hash.js';
import type { OverrideWords } from './copy-hash.js';
import type { DigestAnswer, InstanceKey, LeaseRow, LeaseTable, Teller } from './lease-table.js';
import { bucketOf, registryDigest } from './registry-digest.js';
import type { Tombstones } from './tombstones.js';

/** How many rows are made before others have their turn. */
const SLICE = 300;

export interface ExchangeAnswersDeps {
  readonly store: LeaseStore;
  readonly overrides: OverrideWords;
  readonly tombstones: Pick<Tombstones, 'all'>;
  readonly clock: Clock;
  /** Whether this node's start-up is over, and what it read from a snapshot is verified. */
  readonly isFilled: () => boolean;
  readonly ownNodeId: string;
  /** Gives control back while much is put together. */
  readonly yieldToOthers: () => Promise<void>;
}

/** What this node tells another of ours about its registry, also while it is not to be read by clients. */
export class ExchangeAnswers {
  constructor(private readonly deps: ExchangeAnswersDeps) {}

  async digest(): Promise<DigestAnswer> {
    const { store, overrides, clock, yieldToOthers } = this.deps;
    const buckets = await registryDigest(store, overrides, clock.monotonic(), yieldToOthers);
    return { ...this.#teller(), buckets };
  }

  /** @param buckets undefined: everything, leases that have run out included, as a node that fills itself needs it */
  async leases(buckets: ReadonlySet<number> | undefined): Promise<LeaseTable> {
    const { store, overrides, clock, tombstones, yieldToOthers } = this.deps;
    const now = clock.monotonic();
    const isAsked = (app: string, id: string): boolean => buckets === undefined || buckets.has(bucketOf(app, id));
    const leases: LeaseRow[] = [];
    let looked = 0;
    for (const lease of store.leases()) {
      if (++looked % SLICE === 0) await yieldToOthers();
      const { app, id, instance, renewedAt } = lease;
      if (!lease.isVerified || !isAsked(app, id) || (buckets !== undefined && lease.isExpired(now))) continue;
      const dirtyAt = instance.lastDirtyTimestamp ?? 0;
      const hash = copyHash(lease, overrides);
      leases.push({ app, id, dirtyAt, hash, ageMs: Math.max(0, now - renewedAt), override: overrides.record(id) });
    }
    const cancelled = tombstones
      .all()
      .filter(({ app, id }) => isAsked(app, id))
      .map(({ app, id, dirtyAt, cancelledAt }) => ({ app, id, dirtyAt, agoMs: Math.max(0, now - cancelledAt) }));
    return { ...this.#teller(), leases, cancelled };
  }

  /** Those of the instances asked for that are still here, by application. */
  instances(keys: readonly InstanceKey[]): readonly Application[] {
    const applications = new Map<string, InstanceInfo[]>();
    for (const [app, id] of keys) {
      const lease = this.deps.store.find(app, id);
      if (lease === undefined) continue;
      const instances = applications.get(app) ?? [];
      instances.push(lease.instance);
      applications.set(app, instances);
    }
    return Array.from(applications, ([name, instances]) => ({ name, instances }));
  }

  #teller(): Teller {
    const { ownNodeId, isFilled, clock } = this.deps;
    return { node: ownNodeId, isFilled: isFilled(), toldAt: clock.now() };
  }
}
