import { describe, expect, it } from '@jest/globals';
import type { InstanceInfo } from '@nest-eureka/protocol';
import { fetching } from '../../spec-support/fetching.js';
import { deltaOf, knownInstance, registryOf, withAction } from '../../spec-support/known-instances.js';

const one = knownInstance({ instanceId: 'o1' });
const two = knownInstance({ instanceId: 'o2' });
const three = knownInstance({ instanceId: 'o3' });
const added = (instance: InstanceInfo): InstanceInfo => withAction('ADDED', instance);
const UNCHANGED = deltaOf([], 'UP_1_');

describe('a registry fetcher', () => {
  it('fetches in full first and then by deltas, one interval after each other', async () => {
    const { reads, fetcher, clock, ids, events } = fetching();
    reads.full = registryOf([one]);
    const report = await fetcher.start();
    expect(report).toMatchObject({ source: 'registry', failures: 0, lastFetchAt: clock.now(), staleSince: undefined });
    reads.changes = deltaOf([added(two)], 'UP_2_');
    await clock.advanceAsync(30_000);
    expect(ids()).toEqual(['o1', 'o2']);
    reads.changes = deltaOf([added(two), added(three)], 'UP_3_');
    await clock.advanceAsync(30_000);
    expect(ids()).toEqual(['o1', 'o2', 'o3']);
    await clock.advanceAsync(30_000);
    expect(reads.asked).toEqual(['full', 'delta', 'delta', 'delta']);
    expect(events.map((event) => event.type === 'registry-fetched' && event.changed)).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });

  it('fetches in full as long as the registry is empty', async () => {
    const { reads, fetcher, clock } = fetching();
    reads.full = registryOf([]);
    await fetcher.start();
    await clock.advanceAsync(60_000);
    expect(reads.asked).toEqual(['full', 'full', 'full']);
  });

  it.each([
    ['deltas are switched off', { disableDelta: true }, registryOf([one])],
    ['the registry has no versions', {}, registryOf([one], -1)],
  ])('always fetches in full when %s', async (_, settings, full) => {
    const { reads, fetcher, clock } = fetching(settings);
    reads.full = full;
    await fetcher.start();
    await clock.advanceAsync(60_000);
    expect(reads.asked).toEqual(['full', 'full', 'full']);
  });

  it.each([403, 404])('fetches in full in the same cycle when a delta is answered %i', async (status) => {
    const { reads, fetcher, clock, ids } = fetching();
    reads.full = registryOf([one]);
    await fetcher.start();
    reads.full = registryOf([one, two]);
    reads.changes = status;
    await clock.advanceAsync(30_000);
    expect(reads.asked).toEqual(['full', 'delta', 'full']);
    expect(ids()).toEqual(['o1', 'o2']);
    expect(fetcher.report.failures).toBe(0);
  });

  it('reads only one VIP address when told so, always in full, and takes 404 for none', async () => {
    const { reads, fetcher, clock, ids } = fetching({ vipAddresses: ['orders'], disbelieveEmptyMs: 0 });
    reads.ofVip = registryOf([one], -1);
    await fetcher.start();
    expect(ids()).toEqual(['o1']);
    reads.ofVip = registryOf([one, two], -1);
    await clock.advanceAsync(30_000);
    expect(ids()).toEqual(['o1', 'o2']);
    reads.ofVip = 404;
    await clock.advanceAsync(30_000);
    expect(ids()).toEqual([]);
    expect(reads.asked).toEqual(['vip orders', 'vip orders', 'vip orders']);
  });

  it('reads several VIP addresses one after the other, and takes nothing over when one fails', async () => {
    const { reads, fetcher, clock, ids } = fetching({ vipAddresses: ['orders', 'bills'], disbelieveEmptyMs: 0 });
    reads.ofVip = registryOf([one, two], -1);
    await fetcher.start();
    expect([ids(), reads.takeAsked()]).toEqual([
      ['o1', 'o2'],
      ['vip orders', 'vip bills'],
    ]);
    reads.ofVip = 'unreachable';
    await clock.advanceAsync(30_000);
    expect([ids(), reads.takeAsked()]).toEqual([['o1', 'o2'], ['vip orders']]);
  });

  it('asks for the configured regions, and for none otherwise', async () => {
    const regional = fetching({ remoteRegions: ['us-east-1', 'us-west-2'] });
    await regional.fetcher.start();
    expect(regional.reads.options[0]?.regions).toEqual(['us-east-1', 'us-west-2']);
    const plain = fetching();
    await plain.fetcher.start();
    expect(plain.reads.options[0]).not.toHaveProperty('regions');
  });

  it('limits the first fetch more than the later ones', async () => {
    const { reads, fetcher } = fetching();
    await fetcher.start();
    await fetcher.refresh();
    expect(reads.options.map((options) => options?.timeoutMs)).toEqual([5000, 25_000]);
  });

  it('lets a refresh join the fetch under way, and waits a whole interval after it', async () => {
    const { reads, fetcher, clock } = fetching();
    reads.full = registryOf([one]);
    reads.changes = UNCHANGED;
    await fetcher.start();
    await clock.advanceAsync(20_000);
    const [first, second] = [fetcher.refresh(), fetcher.refresh()];
    expect(second).toBe(first);
    expect(await first).toEqual({ kind: 'fetched', by: 'delta', changed: false });
    await clock.advanceAsync(29_999);
    expect(reads.asked).toEqual(['full', 'delta']);
    await clock.advanceAsync(1);
    expect(reads.asked).toEqual(['full', 'delta', 'delta']);
    expect(clock.pendingTimers).toBe(1);
  });

  it('takes over nothing that comes after its stop, and leaves no timer', async () => {
    const { reads, fetcher, clock, registry, events } = fetching();
    reads.full = 'hang';
    const start = fetcher.start();
    await fetcher.stop();
    expect(await start).toMatchObject({ source: 'none' });
    expect(await fetcher.refresh()).toEqual({ kind: 'stopped' });
    await clock.advanceAsync(600_000);
    expect(reads.asked).toEqual(['full']);
    expect(registry.size).toBe(0);
    expect(events).toEqual([]);
    expect(clock.pendingTimers).toBe(0);
  });

  it('takes over no answer that was on its way when it was stopped', async () => {
    const { reads, fetcher, registry } = fetching();
    reads.full = registryOf([one]);
    const start = fetcher.start();
    await fetcher.stop();
    await start;
    expect(reads.asked).toEqual(['full']);
    expect(registry.size).toBe(0);
  });

  it('lets other work have its turn while it takes over a large registry, and stops between two turns', async () => {
    const many = Array.from({ length: 1200 }, (_, index) => knownInstance({ instanceId: `o${index}` }));
    const { reads, fetcher, clock, registry, types } = fetching();
    reads.full = registryOf(many);
    const start = fetcher.start();
    await clock.advanceAsync(0);
    await start;
    expect(registry.size).toBe(1200);
    const stopped = fetching();
    stopped.reads.full = registryOf(many);
    const starting = stopped.fetcher.start();
    while (stopped.clock.pendingTimers === 0) await Promise.resolve();
    await stopped.fetcher.stop();
    await stopped.clock.advanceAsync(0);
    expect(await starting).toMatchObject({ source: 'none' });
    expect(stopped.types()).toEqual([]);
    expect(types()).toEqual(['registry-fetched']);
  });

  it('tells the status that the registry has of its own instance, when it changes', async () => {
    const { reads, fetcher, clock, events, types } = fetching(
      {},
      { ownInstances: () => [{ app: 'orders', instanceId: 'o1' }] },
    );
    reads.full = registryOf([one]);
    await fetcher.start();
    expect(types()).toEqual(['registry-fetched', 'remote-status']);
    expect(events[1]).toMatchObject({ app: 'orders', instanceId: 'o1', previous: 'UNKNOWN', current: 'UP' });
    reads.changes = deltaOf([withAction('MODIFIED', { ...one, status: 'OUT_OF_SERVICE' })], 'OUT_OF_SERVICE_1_');
    await clock.advanceAsync(30_000);
    expect(events.at(-1)).toMatchObject({ type: 'remote-status', previous: 'UP', current: 'OUT_OF_SERVICE' });
    await clock.advanceAsync(30_000);
    expect(types().slice(4)).toEqual(['registry-fetched']);
  });
});
