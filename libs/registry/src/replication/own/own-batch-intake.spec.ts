import { describe, expect, it } from '@jest/globals';
import type { InstanceInfo, ReplicationAction } from '@nest-eureka/protocol';
import { receivingNode } from '../../../spec-support/replication/receiving-node.js';
import { sampleMessage } from '../../../spec-support/replication/sample-message.js';
import { sampleInstance } from '../../../spec-support/sample-instance.js';
import type { OverrideRecord } from '../../core/override-record.js';
import { itemOf } from '../replication-message.js';
import { OwnBatchIntake } from './own-batch-intake.js';
import type { OwnBeat, OwnChange } from './own-batch.js';

function receiver() {
  const { core, tombstones, intake } = receivingNode();
  const { store, overrides, leases, clock } = core;
  const batches = new OwnBatchIntake({
    store,
    overrides,
    leases,
    intake,
    tombstones,
    clock,
    syncWhenTimestampDiffers: true,
  });
  const change = (...given: readonly OwnChange[]) => batches.take({ changes: given, beats: [] });
  const beat = (...given: readonly OwnBeat[]) => batches.take({ changes: [], beats: given });
  return { ...core, change, beat, shown: () => leases.find('ORDERS', 'i-1') };
}

function told(
  action: ReplicationAction,
  instance: Partial<InstanceInfo> = {},
  { ageMs = 0, override }: { readonly ageMs?: number; readonly override?: OverrideRecord } = {},
): OwnChange {
  return { item: itemOf(sampleMessage(action, 'i-1', { instance: sampleInstance(instance) }), true), ageMs, override };
}

function beatOf(dirtyAt = 1000, override?: OverrideRecord): OwnBeat {
  return { app: 'ORDERS', id: 'i-1', dirtyAt, override };
}

describe('OwnBatchIntake', () => {
  it('registers, renews and ends what another node was told', () => {
    const here = receiver();
    expect(here.change(told('Register'))).toMatchObject([{ statusCode: 200 }]);
    here.clock.advance(20_000);
    expect(here.beat(beatOf())).toMatchObject([{ statusCode: 200 }]);
    expect(here.store.find('ORDERS', 'i-1')?.renewedAt).toBe(here.clock.monotonic());
    expect(here.change(told('Cancel'))).toMatchObject([{ statusCode: 200 }]);
    expect(here.store.size).toBe(0);
  });

  it('answers 404 where it lacks the instance or has an older one, and 409 with its copy where that is newer', () => {
    const here = receiver();
    expect(here.beat(beatOf())).toMatchObject([{ statusCode: 404 }]);
    here.leases.register('ORDERS', sampleInstance({ lastDirtyTimestamp: 1000 }), 'client');
    here.overrides.put('i-1', { status: 'DOWN', at: 4 });
    here.clock.advance(3_000);
    expect(here.beat(beatOf(1001))).toMatchObject([{ statusCode: 404 }]);
    expect(here.beat(beatOf(999))).toMatchObject([
      { statusCode: 409, responseEntity: { lastDirtyTimestamp: 1000 }, override: { status: 'DOWN', at: 4 } },
    ]);
    expect(here.change(told('Cancel', { lastDirtyTimestamp: 999 }))).toMatchObject([{ statusCode: 409 }]);
    expect(here.change(told('Register', { lastDirtyTimestamp: 999 }))).toMatchObject([{ statusCode: 409 }]);
  });

  it('takes a registration with the same stamp, such as one with other metadata', () => {
    const here = receiver();
    here.change(told('Register', { metadata: new Map([['v', '2']]) }));
    here.change(told('Register', { metadata: new Map([['v', '1']]) }));
    expect(here.shown()?.metadata.get('v')).toBe('1');
  });

  it('does not believe stamps from far ahead, whichever side has them', () => {
    const here = receiver();
    const [ahead, now] = [here.clock.now() + 86_400_000, here.clock.now()];
    here.leases.register('ORDERS', sampleInstance({ lastDirtyTimestamp: now }), 'client');
    expect(here.beat(beatOf(ahead))).toMatchObject([{ statusCode: 409 }]);
    expect(here.change(told('Register', { lastDirtyTimestamp: ahead }))).toMatchObject([{ statusCode: 409 }]);
    expect(here.shown()?.lastDirtyTimestamp).toBe(now);
    const wrong = receiver();
    wrong.leases.register('ORDERS', sampleInstance({ lastDirtyTimestamp: ahead }), 'client');
    expect(wrong.beat(beatOf(now))).toMatchObject([{ statusCode: 404 }]);
    expect(wrong.change(told('Register', { lastDirtyTimestamp: now }))).toMatchObject([{ statusCode: 200 }]);
    expect(wrong.shown()?.lastDirtyTimestamp).toBe(now);
  });

  it('brings nothing back with a registration that comes late, unless the instance renewed after the cancel', () => {
    const here = receiver();
    here.leases.register('ORDERS', sampleInstance(), 'client');
    here.leases.cancel('ORDERS', 'i-1', 'client');
    here.clock.advance(5_000);
    expect(here.change(told('Register', {}, { ageMs: 6_000 }))).toMatchObject([{ statusCode: 410 }]);
    expect(here.store.size).toBe(0);
    expect(here.change(told('Register', {}, { ageMs: 4_000 }))).toMatchObject([{ statusCode: 200 }]);
    expect(here.store.find('ORDERS', 'i-1')?.renewedAt).toBe(here.clock.monotonic() - 4_000);
  });

  it.each([
    ['stands here', true],
    ['is not here yet', false],
  ])('leaves an instance registered that registered right after its cancel, when it %s', (_what, isHere) => {
    const here = receiver();
    if (isHere) here.leases.register('ORDERS', sampleInstance(), 'peer');
    here.clock.advance(1_000);
    here.change(told('Cancel', {}, { ageMs: 45 }), told('Register', {}, { ageMs: 40 }));
    expect(here.shown()?.status).toBe('UP');
  });

  it('lets the later word about an override count, whatever the order in which words come', () => {
    const here = receiver();
    here.leases.register('ORDERS', sampleInstance(), 'client');
    const set = told('StatusUpdate', { status: 'DOWN' }, { override: { status: 'DOWN', at: 5 } });
    const removed = told('DeleteStatusOverride', { status: 'UP' }, { override: { status: undefined, at: 6 } });
    here.change(removed, set);
    expect(here.shown()).toMatchObject({ status: 'UP', overriddenStatus: 'UNKNOWN' });
    here.beat(beatOf(1000, { status: 'OUT_OF_SERVICE', at: 7 }));
    expect(here.shown()).toMatchObject({ status: 'OUT_OF_SERVICE', overriddenStatus: 'OUT_OF_SERVICE' });
    here.beat(beatOf(1000, { status: 'DOWN', at: 5 }));
    here.change(told('Register', { status: 'DOWN' }, { override: { status: 'DOWN', at: 5 } }));
    expect(here.shown()).toMatchObject({ overriddenStatus: 'OUT_OF_SERVICE' });
    expect(here.overrides.record('i-1')).toEqual({ status: 'OUT_OF_SERVICE', at: 7 });
  });

  it('does as Java does where the sender was asked for what it had already', () => {
    const here = receiver();
    expect(here.change(told('StatusUpdate', { status: 'DOWN' }))).toMatchObject([{ statusCode: 404 }]);
    here.leases.register('ORDERS', sampleInstance(), 'client');
    here.change(told('StatusUpdate', { status: 'DOWN' }));
    expect(here.shown()?.status).toBe('DOWN');
    here.change(told('DeleteStatusOverride', { status: 'UP' }));
    expect(here.shown()?.status).toBe('UP');
  });

  it('ends an override with the lease, and keeps in mind that this was the last word', () => {
    const here = receiver();
    here.leases.register('ORDERS', sampleInstance(), 'client');
    here.beat(beatOf(1000, { status: 'DOWN', at: 5 }));
    here.change(told('Cancel', {}, { override: { status: undefined, at: 6 } }));
    expect(here.overrides.record('i-1')).toEqual({ status: undefined, at: 6 });
    here.change(told('Register', { status: 'DOWN' }, { override: { status: 'DOWN', at: 5 } }));
    expect(here.shown()).toMatchObject({ status: 'UNKNOWN', overriddenStatus: 'UNKNOWN' });
  });

  it('refuses an item that is none, and does the others', () => {
    const here = receiver();
    const item = { ...told('Register').item };
    const faulty = [
      { item: { ...item, appName: undefined }, ageMs: 0, override: undefined },
      { item: { ...item, instanceInfo: undefined }, ageMs: 0, override: undefined },
      { item: { ...item, appName: 'OTHER' }, ageMs: 0, override: undefined },
      { item: { ...item, action: undefined }, ageMs: 0, override: undefined },
      { item: { ...item, action: 'StatusUpdate', status: 'ODD' }, ageMs: 0, override: undefined },
    ] as const;
    const answers = here.change(...faulty, told('Register'));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([500, 500, 500, 500, 500, 200]);
  });
});
