import { describe, expect, it } from '@jest/globals';
import type { InstanceInfo } from '@nest-eureka/protocol';
import { sampleInstance } from '../../../spec-support/sample-instance.js';
import { sampleRegistry } from '../../../spec-support/sample-registry.js';
import type { SampleRegistry } from '../../../spec-support/sample-registry.js';
import { AntiEntropy, DEFAULT_ANTI_ENTROPY } from './anti-entropy.js';
import { CopyIntake } from './copy-intake.js';
import { ExchangeAnswers } from './exchange-answers.js';
import type { ExchangeCalls } from './exchange-calls.js';
import { Reconciliation } from './reconciliation.js';
import { Tombstones } from './tombstones.js';

/** A node and one partner, asked directly, with a count of what was asked. */
class Pair {
  readonly here: SampleRegistry = sampleRegistry();
  readonly there: SampleRegistry = sampleRegistry();
  readonly asked: string[] = [];
  readonly antiEntropy: AntiEntropy;
  isThere = true;
  isForeign = false;
  isDown = false;

  constructor() {
    const tombstones = new Tombstones(this.here.clock);
    const { store, overrides, leases, clock } = this.here;
    const intake = new CopyIntake({ store, overrides, leases, tombstones, clock });
    const own = answersOf(this.here, 'here');
    this.antiEntropy = new AntiEntropy(DEFAULT_ANTI_ENTROPY, {
      partners: () => (this.isThere ? [{ url: 'http://there/', calls: this.#calls() }] : []),
      digest: async () => (await own.digest()).buckets,
      reconciliation: new Reconciliation({ store, overrides, intake, tombstones, clock }),
      intake,
      ownNodeId: 'here',
      clock,
      onError: (error) => {
        throw error;
      },
    });
  }

  register(at: SampleRegistry, id: string): void {
    at.leases.register('ORDERS', sampleInstance({ instanceId: id }), 'client');
  }

  async ticks(count: number): Promise<void> {
    for (let tick = 0; tick < count; tick++) {
      this.antiEntropy.tick();
      await this.here.clock.advanceAsync(2_000);
      await this.here.clock.advanceAsync(0);
    }
  }

  /** What was asked since the last time. */
  takeAsked(): readonly string[] {
    return this.asked.splice(0);
  }

  #calls(): ExchangeCalls {
    const answers = answersOf(this.there, 'there');
    const listed = (applications: ReturnType<ExchangeAnswers['instances']>): readonly InstanceInfo[] =>
      applications.flatMap(({ instances }) => instances);
    const tell = async <T>(what: string, value: () => Promise<T> | T) => {
      this.asked.push(what);
      if (this.isDown) return { kind: 'failed', message: 'said nothing' } as const;
      return { kind: 'told', value: await value() } as const;
    };
    return {
      digest: async () => (this.isForeign ? { kind: 'foreign' } : tell('digest', () => answers.digest())),
      leases: (buckets) => tell(`leases of ${buckets?.length}`, () => answers.leases(buckets && new Set(buckets))),
      instances: (keys) => tell('instances', () => listed(answers.instances(keys))),
      applications: () => tell('applications', () => [...this.there.store.leases()].map(({ instance }) => instance)),
    };
  }
}

function answersOf({ store, overrides, clock }: SampleRegistry, ownNodeId: string): ExchangeAnswers {
  const yieldToOthers = async (): Promise<void> => {};
  return new ExchangeAnswers({
    store,
    overrides,
    tombstones: { all: () => [] },
    clock,
    isFilled: () => true,
    ownNodeId,
    yieldToOthers,
  });
}

describe('AntiEntropy', () => {
  it('reads everything of a partner that comes, and only digests while both are the same', async () => {
    const pair = new Pair();
    pair.register(pair.there, 'a');
    await pair.ticks(3);
    expect(pair.takeAsked()).toEqual(['digest', 'leases of 64', 'instances', 'digest']);
    expect(pair.here.store.size).toBe(1);
    await pair.ticks(10);
    expect(pair.takeAsked()).toEqual(['digest', 'digest']);
    expect(pair.antiEntropy.standings()).toMatchObject([{ url: 'http://there/', isSame: true, taken: 1 }]);
  });

  it('reads what differs twice in a row, and nothing else', async () => {
    const pair = new Pair();
    await pair.ticks(2);
    pair.takeAsked();
    pair.register(pair.there, 'lost');
    await pair.ticks(4);
    expect(pair.here.store.size).toBe(0);
    expect(pair.takeAsked()).toEqual(['digest']);
    await pair.ticks(1);
    expect(pair.takeAsked()).toEqual(['digest', 'leases of 1', 'instances']);
    expect(pair.here.store.size).toBe(1);
  });

  it('reads nothing for a difference that was only on its way', async () => {
    const pair = new Pair();
    await pair.ticks(2);
    pair.takeAsked();
    pair.register(pair.there, 'a');
    await pair.ticks(4);
    pair.register(pair.here, 'a');
    await pair.ticks(6);
    expect(pair.takeAsked().filter((what) => what !== 'digest')).toEqual([]);
  });

  it('looks ever more seldom at a difference that stays', async () => {
    const pair = new Pair();
    await pair.ticks(2);
    pair.register(pair.here, 'only-here');
    await pair.ticks(60);
    const digests = pair.takeAsked().filter((what) => what === 'digest').length;
    expect(digests).toBeLessThanOrEqual(20);
  });

  it('begins anew with a partner that was away', async () => {
    const pair = new Pair();
    await pair.ticks(2);
    pair.isThere = false;
    await pair.ticks(1);
    expect(pair.antiEntropy.standings()).toEqual([]);
    pair.isThere = true;
    pair.takeAsked();
    await pair.ticks(1);
    expect(pair.takeAsked()).toEqual(['digest', 'leases of 64']);
  });

  it('asks a partner that does not answer no more often than any other', async () => {
    const pair = new Pair();
    pair.isDown = true;
    await pair.ticks(11);
    expect(pair.takeAsked()).toEqual(['digest', 'digest', 'digest']);
  });

  it('reads a server that is none of ours as a whole, and then for ten minutes not again', async () => {
    const pair = new Pair();
    pair.isForeign = true;
    pair.register(pair.there, 'java');
    await pair.ticks(299);
    expect(pair.takeAsked()).toEqual(['applications']);
    expect(pair.here.store.find('ORDERS', 'java')).toBeDefined();
    await pair.ticks(2);
    expect(pair.takeAsked()).toEqual(['applications']);
  });
});
