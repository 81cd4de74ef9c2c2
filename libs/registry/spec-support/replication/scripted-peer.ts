import { instanceIdOf } from '@nest-eureka/protocol';
import type { InstanceInfo, ReplicationInstance } from '@nest-eureka/protocol';
import { ManualClock } from '@nest-eureka/time/testing';
import { LeaseStore } from '../../src/core/lease-store.js';
import { Lease } from '../../src/core/lease.js';
import type { BatchOutcome } from '../../src/replication/batch-outcome.js';
import { ItemAnswers } from '../../src/replication/item-answers.js';
import type { BatchOptions, PeerCalls } from '../../src/replication/peer-calls.js';
import { DEFAULT_PACE } from '../../src/replication/peer-pace.js';
import type { PeerChange } from '../../src/replication/peer-report.js';
import { Peer } from '../../src/replication/peer.js';
import type { PeerDeps, PeerSettings } from '../../src/replication/peer.js';
import { itemOf } from '../../src/replication/replication-message.js';
import type { ReplicationMessage } from '../../src/replication/replication-message.js';
import { ReplicationQueue } from '../../src/replication/replication-queue.js';

/** What a peer does with a batch; undefined: nothing, until it is given up. */
export type Script = (items: readonly ReplicationInstance[]) => BatchOutcome | undefined;

/** Takes everything. */
export const takesAll: Script = (items) => ({
  kind: 'delivered',
  node: undefined,
  responses: items.map(() => ({ statusCode: 200, responseEntity: undefined })),
});

const NO_OVERRIDES = { record: () => undefined };

/** A peer on a clock that stands still, whose answers are scripted. */
export class ScriptedPeer implements PeerCalls {
  readonly clock = new ManualClock();
  readonly store = new LeaseStore();
  readonly changes: PeerChange[] = [];
  readonly errors: unknown[] = [];
  readonly adopted: InstanceInfo[] = [];
  /** Each call with its items as `Register i-1`, and when it came. */
  readonly calls: { readonly at: number; readonly items: readonly string[] }[] = [];
  readonly batches: (readonly ReplicationInstance[])[] = [];
  readonly peer: Peer;
  script: Script = takesAll;
  ended = 0;

  constructor(settings: Partial<PeerSettings> = {}, deps: Partial<PeerDeps> = {}) {
    const adopt = (instance: InstanceInfo): void => void this.adopted.push(instance);
    this.peer = new Peer(
      'http://peer/eureka/',
      'z1',
      { batchSize: 250, lingerMs: 500, lingerToOwnMs: 50, askIntervalMs: 10_000, pace: DEFAULT_PACE, ...settings },
      {
        calls: this,
        queue: new ReplicationQueue(10_000),
        answers: new ItemAnswers(
          {
            store: this.store,
            overrides: NO_OVERRIDES,
            leases: { adopt },
            intake: { take: () => false },
            clock: this.clock,
          },
          { syncWhenTimestampDiffers: true, registrationMs: Infinity },
        ),
        clock: this.clock,
        random: () => 0,
        recognise: () => 'peer',
        onChange: (change) => void this.changes.push(change),
        onError: (error) => void this.errors.push(error),
        onEnd: () => void this.ended++,
        ...deps,
      },
    );
  }

  sendBatch(messages: readonly ReplicationMessage[], { node, signal }: BatchOptions): Promise<BatchOutcome> {
    const items = messages.map((message) => itemOf(message, node !== undefined));
    this.calls.push({ at: this.clock.monotonic(), items: items.map(({ action, id }) => `${action} ${id}`) });
    if (items.length > 0) this.batches.push(items);
    const outcome = this.script(items);
    if (outcome !== undefined) return Promise.resolve(outcome);
    return new Promise((resolve) => {
      signal.addEventListener('abort', () => resolve({ kind: 'aborted' }), { once: true });
    });
  }

  /** Started, asked and answered; what was called until then is forgotten. */
  async met(): Promise<this> {
    this.peer.start();
    await this.clock.advanceAsync(0);
    await this.clock.advanceAsync(0);
    this.calls.length = 0;
    return this;
  }

  /** Puts an instance into the sender's own registry. */
  holds(instance: InstanceInfo): void {
    this.store.put(new Lease(instance, this.clock, 'exact'));
  }

  adoptedIds(): readonly string[] {
    return this.adopted.map(instanceIdOf);
  }
}
