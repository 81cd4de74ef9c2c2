import { describe, expect, it } from '@jest/globals';
import { ManualClock } from '@nest-eureka/time/testing';
import { WatchedRegistry } from '../../spec-support/watch/watched-registry.js';

async function watched(settings: ConstructorParameters<typeof WatchedRegistry>[0] = {}): Promise<WatchedRegistry> {
  const registry = new WatchedRegistry(settings);
  registry.register('ORDERS', '1');
  registry.register('STOCK', '2', { vipAddress: 'stock' });
  return registry;
}

describe('Watch', () => {
  it('begins with a snapshot and tells each change with the hash of the registry', async () => {
    const registry = await watched();
    const { reader } = registry.open();
    await registry.pass(0);
    expect([reader.types, reader.lastId, reader.copy]).toEqual([
      ['snapshot'],
      '2@node-1',
      ['ORDERS/1 UP', 'STOCK/2 UP'],
    ]);
    registry.setStatus('ORDERS', '1', 'DOWN');
    await registry.pass(50);
    const { data } = reader.events[1] ?? { data: '' };
    expect(JSON.parse(data)).toMatchObject({
      applications: {
        versions__delta: '4',
        apps__hashcode: 'DOWN_1_UP_1_',
        application: [{ name: 'ORDERS', instance: [{ instanceId: '1', status: 'DOWN', actionType: 'MODIFIED' }] }],
      },
    });
    registry.cancel('ORDERS', '1');
    await registry.pass(50);
    expect([reader.copy, reader.hashAgrees, reader.lastId]).toEqual([['STOCK/2 UP'], true, '4@node-1']);
  });

  it('tells what comes within 50 ms together, each instance once', async () => {
    const registry = await watched();
    const { reader } = registry.open();
    await registry.pass(0);
    registry.register('ORDERS', '3');
    await registry.pass(0);
    expect(reader.types).toEqual(['snapshot', 'changes']);
    for (let change = 0; change < 10; change++) {
      registry.setStatus('ORDERS', '3', change % 2 === 0 ? 'DOWN' : 'UP');
      await registry.pass(4);
    }
    expect(reader.types).toHaveLength(2);
    await registry.pass(50);
    expect(reader.types).toHaveLength(3);
    expect(JSON.parse(reader.events[2]?.data ?? '').applications.application).toHaveLength(1);
    expect(reader.copy).toEqual(registry.expected());
  });

  it('is silent about renewals', async () => {
    const registry = await watched();
    const { reader } = registry.open();
    await registry.pass(0);
    registry.core.leases.renew('ORDERS', '1', {}, 'client');
    await registry.pass(1_000);
    expect([reader.types, registry.clock.pendingTimers]).toEqual([['snapshot'], 0]);
  });

  it.each([
    ['apps', { apps: 'orders,OTHER' }, ['ORDERS/1 UP']],
    ['VIPs', { vips: 'stock' }, ['STOCK/2 UP']],
    ['both', { apps: 'ORDERS', vips: 'stock' }, ['ORDERS/1 UP', 'STOCK/2 UP']],
  ])('shows chosen %s alone', async (_what, chosen, expected) => {
    const registry = await watched();
    const { reader } = registry.open(chosen);
    await registry.pass(0);
    expect([reader.copy, reader.hashAgrees]).toEqual([expected, true]);
    registry.register('CARTS', '9');
    await registry.pass(50);
    expect(reader.types).toEqual(['snapshot']);
  });

  it('takes away an instance that has left the chosen VIP address', async () => {
    const registry = await watched();
    const { reader } = registry.open({ vips: 'stock' });
    await registry.pass(0);
    registry.register('STOCK', '2', { vipAddress: 'elsewhere' });
    await registry.pass(50);
    expect([reader.types, reader.copy, reader.hashAgrees]).toEqual([['snapshot', 'changes'], [], true]);
  });

  it('goes on where a reader has stopped', async () => {
    const registry = await watched();
    const first = registry.open();
    await registry.pass(0);
    first.subscription.closed();
    registry.cancel('ORDERS', '1');
    registry.register('ORDERS', '7');
    const { reader } = registry.open({ since: first.reader.lastId });
    await registry.pass(0);
    expect(reader.types).toEqual(['changes']);
    expect(reader.copy).toEqual(['ORDERS/7 UP']);
  });

  it('says at once that nothing was missed', async () => {
    const registry = await watched();
    const { reader } = registry.open({ since: '2@node-1' });
    await registry.pass(0);
    expect(reader.events).toMatchObject([{ type: 'changes', id: '2@node-1' }]);
  });

  it.each([
    ['another incarnation', '2@node-0'],
    ['a revision that has not been yet', '99@node-1'],
    ['a revision that is forgotten', '0@node-1'],
    ['a bare number', '2'],
    ['nonsense', 'x'],
  ])('has a reader start over that comes with %s', async (_what, since) => {
    const registry = await watched();
    registry.clock.advance(10_000);
    registry.core.changeLog.dropOlderThan(5_000);
    const withSnapshot = registry.open({ since });
    const without = registry.open({ since }, { wantsSnapshots: false });
    await registry.pass(0);
    expect(withSnapshot.reader.types).toEqual(['snapshot']);
    expect(without.reader.types).toEqual(['start-over']);
    expect(JSON.parse(without.reader.events[0]?.data ?? '').applications).toMatchObject({
      apps__hashcode: 'UP_2_',
      application: [],
    });
  });

  it('writes nothing to a congested connection and brings it up to date when it drains', async () => {
    const registry = await watched();
    const { reader, subscription } = registry.open();
    await registry.pass(0);
    reader.isCongested = true;
    for (let id = 10; id < 30; id++) {
      registry.register('ORDERS', String(id));
      await registry.pass(100);
    }
    expect(reader.types).toEqual(['snapshot']);
    reader.isCongested = false;
    subscription.drained();
    await registry.pass(0);
    expect([reader.types, reader.copy]).toEqual([['snapshot', 'changes'], registry.expected()]);
    registry.cancel('ORDERS', '10');
    await registry.pass(50);
    expect([reader.copy, registry.errors]).toEqual([registry.expected(), []]);
  });

  it('has a slow reader start over when the log does not reach back any more', async () => {
    const registry = await watched();
    const { reader, subscription } = registry.open();
    await registry.pass(0);
    reader.isCongested = true;
    registry.cancel('ORDERS', '1');
    await registry.pass(1_000);
    registry.core.changeLog.dropOlderThan(500);
    reader.isCongested = false;
    subscription.drained();
    await registry.pass(0);
    expect([reader.types, reader.copy]).toEqual([['snapshot', 'snapshot'], ['STOCK/2 UP']]);
  });

  it('cuts a connection that takes nothing for long, and no other', async () => {
    const registry = await watched({ stallMs: 30_000 });
    const dead = registry.open();
    const alive = registry.open();
    await registry.pass(0);
    dead.reader.isCongested = true;
    for (let beat = 0; beat < 3; beat++) {
      await registry.watch.beat();
      await registry.pass(10_000);
    }
    expect(dead.reader.ending).toBeUndefined();
    await registry.watch.beat();
    expect([dead.reader.ending, alive.reader.ending, alive.reader.heartbeats]).toEqual(['cut', undefined, 4]);
  });

  it('tells with a heartbeat up to where everything is known', async () => {
    const registry = await watched();
    const { reader } = registry.open({ apps: 'ORDERS' });
    await registry.pass(0);
    registry.register('CARTS', '9');
    await registry.watch.beat();
    expect(reader.lastId).toBe('3@node-1');
    registry.register('ORDERS', '3');
    await registry.watch.beat();
    expect(reader.lastId).toBe('3@node-1');
  });

  it('lets no more in than it may', async () => {
    const registry = await watched({ maxSubscribers: 1 });
    const { subscription } = registry.open();
    expect(() => registry.open()).toThrow('nobody is let in');
    subscription.closed();
    subscription.closed();
    registry.open();
    expect([registry.watch.size, registry.watch.isFull]).toEqual([1, true]);
  });

  it('ends every stream when it is closed, and takes no more', async () => {
    const registry = await watched();
    const { reader } = registry.open();
    await registry.pass(0);
    registry.register('ORDERS', '3');
    registry.watch.close();
    await registry.pass(1_000);
    expect([reader.ending, reader.types]).toEqual(['ended', ['snapshot']]);
    expect(() => registry.open()).toThrow('nobody is let in');
  });

  it('waits the longer between rounds the longer a round takes', async () => {
    const clock = new LaggingClock();
    const registry = new WatchedRegistry({}, clock);
    const { reader } = registry.open();
    await registry.pass(0);
    const write = reader.write.bind(reader);
    reader.write = (pieces) => {
      write(pieces);
      clock.lagMs = 400;
    };
    registry.register('ORDERS', '3');
    await registry.pass(0);
    registry.register('ORDERS', '4');
    await registry.pass(399);
    expect(reader.types).toEqual(['snapshot', 'changes']);
    await registry.pass(1);
    expect(reader.types).toEqual(['snapshot', 'changes', 'changes']);
  });
});

/** Work can be made to take its time. */
class LaggingClock extends ManualClock {
  lagMs = 0;

  override monotonic(): number {
    return super.monotonic() + this.lagMs;
  }
}
