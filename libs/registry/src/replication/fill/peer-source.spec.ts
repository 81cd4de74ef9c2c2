import { describe, expect, it } from '@jest/globals';
import type { InstanceInfo } from '@nest-eureka/protocol';
import { sampleInstance } from '../../../spec-support/sample-instance.js';
import { sampleRegistry } from '../../../spec-support/sample-registry.js';
import type { SampleRegistry } from '../../../spec-support/sample-registry.js';
import { CopyIntake } from '../anti-entropy/copy-intake.js';
import { ExchangeAnswers } from '../anti-entropy/exchange-answers.js';
import type { ExchangeCalls } from '../anti-entropy/exchange-calls.js';
import type { ExchangeFailure, ExchangeOutcome } from '../anti-entropy/exchange-outcome.js';
import { Reconciliation } from '../anti-entropy/reconciliation.js';
import { Tombstones } from '../anti-entropy/tombstones.js';
import { PeerSource } from './peer-source.js';

const { signal } = new AbortController();

interface Starting {
  readonly core: SampleRegistry;
  readonly tombstones: Tombstones;
  readonly source: PeerSource;
}

function startingBeside(calls: ExchangeCalls): Starting {
  const core = sampleRegistry();
  core.clock.advance(1_000_000);
  const { store, overrides, leases, clock } = core;
  const tombstones = new Tombstones(clock);
  const intake = new CopyIntake({ store, overrides, leases, tombstones, clock });
  const reconciliation = new Reconciliation({ store, overrides, intake, tombstones, clock });
  const deps = { calls, reconciliation, intake, ownNodeId: 'here', random: () => 0 };
  return { core, tombstones, source: new PeerSource('http://there/', deps) };
}

/** A node of ours that is asked without a network. */
function ownNode(there: SampleRegistry, ownNodeId: string, isFilled: boolean, cancelled = new Tombstones(there.clock)) {
  const { store, overrides, clock } = there;
  const yieldToOthers = async (): Promise<void> => {};
  const answers = new ExchangeAnswers({
    store,
    overrides,
    tombstones: cancelled,
    clock,
    isFilled: () => isFilled,
    ownNodeId,
    yieldToOthers,
  });
  return callsThat({
    leases: async (buckets) => ({ kind: 'told', value: await answers.leases(buckets && new Set(buckets)) }),
    instances: async (keys) => ({
      kind: 'told',
      value: answers.instances(keys).flatMap(({ instances }) => instances),
    }),
  });
}

function callsThat(calls: Partial<ExchangeCalls>): ExchangeCalls {
  const never = (): Promise<never> => Promise.reject(new Error('was not to be asked'));
  return { digest: never, leases: never, instances: never, applications: never, ...calls };
}

function javaThat(outcome: ExchangeOutcome<readonly InstanceInfo[]>): ExchangeCalls {
  return callsThat({ leases: async () => ({ kind: 'foreign' }), applications: async () => outcome });
}

function ageAt({ core }: Starting, id: string): number | undefined {
  const lease = core.store.find('ORDERS', id);
  return lease && core.clock.monotonic() - lease.renewedAt;
}

describe('PeerSource', () => {
  it('takes everything of a node of ours with its age, more than one request holds', async () => {
    const there = sampleRegistry();
    for (let index = 0; index < 1_100; index++) {
      there.leases.register('ORDERS', sampleInstance({ instanceId: `i-${index}` }), 'client');
    }
    there.clock.advance(50_000);
    there.leases.renew('ORDERS', 'i-7', {}, 'client');
    const here = startingBeside(ownNode(there, 'there', true));
    expect(await here.source.read(signal)).toEqual({ kind: 'taken', isOurs: true, isFilled: true, leases: 1_100 });
    expect(here.core.store.size).toBe(1_100);
    expect([ageAt(here, 'i-6'), ageAt(here, 'i-7')]).toEqual([50_000, 0]);
  });

  it('takes what has run out there and is held, and leaves it until it can have renewed here', async () => {
    const there = sampleRegistry();
    there.leases.register('ORDERS', sampleInstance(), 'client');
    there.clock.advance(500_000);
    const here = startingBeside(ownNode(there, 'there', true));
    await here.source.read(signal);
    expect(ageAt(here, 'i-1')).toBe(90_000);
  });

  it('learns what was cancelled there, so that no other peer brings it back', async () => {
    const there = sampleRegistry();
    const cancelled = new Tombstones(there.clock);
    cancelled.put({ app: 'ORDERS', id: 'i-1', dirtyAt: 1000, cancelledAt: 0 });
    there.clock.advance(3_000);
    const here = startingBeside(ownNode(there, 'there', true, cancelled));
    await here.source.read(signal);
    expect(here.tombstones.blocks({ app: 'ORDERS', id: 'i-1', dirtyAt: 1000, ageMs: 3_001 })).toBe(true);
    expect(here.tombstones.blocks({ app: 'ORDERS', id: 'i-1', dirtyAt: 1000, ageMs: 2_999 })).toBe(false);
  });

  it('tells a node that is starting, and itself', async () => {
    const empty = sampleRegistry();
    const beside = startingBeside(ownNode(empty, 'there', false));
    expect(await beside.source.read(signal)).toEqual({ kind: 'taken', isOurs: true, isFilled: false, leases: 0 });
    const itself = startingBeside(ownNode(empty, 'here', false));
    expect(await itself.source.read(signal)).toEqual({ kind: 'self' });
  });

  it('reads a Java server by what it lists', async () => {
    const times = { renewalIntervalInSecs: 30, durationInSecs: 90, evictionTimestamp: 0, serviceUpTimestamp: 0 };
    const lease = (lastRenewalTimestamp: number) => ({ ...times, registrationTimestamp: 1, lastRenewalTimestamp });
    const value = [
      sampleInstance({ instanceId: 'fresh', leaseInfo: lease(400_000) }),
      sampleInstance({ instanceId: 'older', leaseInfo: lease(370_000) }),
    ];
    const here = startingBeside(javaThat({ kind: 'told', value }));
    expect(await here.source.read(signal)).toEqual({ kind: 'taken', isOurs: false, isFilled: true, leases: 2 });
    expect([ageAt(here, 'fresh'), ageAt(here, 'older')]).toEqual([0, 30_000]);
  });

  it.each([
    [{ kind: 'unreachable', message: 'refused the connection' }, 'refused'],
    [{ kind: 'failed', message: 'answered 403' }, 'failed'],
    [{ kind: 'foreign' }, 'failed'],
  ] as const)('makes of %j that it is %s', async (outcome: ExchangeFailure, kind) => {
    expect((await startingBeside(javaThat(outcome)).source.read(signal)).kind).toBe(kind);
  });
});
