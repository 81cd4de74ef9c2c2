import { describe, expect, it } from '@jest/globals';
import { instanceIdOf } from '@nest-eureka/protocol';
import type { Applications } from '@nest-eureka/protocol';
import { ManualClock } from '@nest-eureka/time/testing';
import type { CallOutcome } from '@nest-eureka/transport';
import { anInstance } from './an-instance.js';
import { MemoryRegistry } from './memory-registry.js';
import type { Outage } from './memory-outage.js';

function idsOf(outcome: CallOutcome<Applications>): readonly string[] {
  if (outcome.kind === 'failed') return [outcome.reason];
  const { applications = [] } = outcome.value ?? {};
  return applications.flatMap(({ instances }) => instances.map((one) => `${one.actionType} ${instanceIdOf(one)}`));
}

const orders = anInstance({ port: 1 });

describe('MemoryRegistry', () => {
  it('takes a registration, a heartbeat and a cancel as a registry does, and notes them', async () => {
    const registry = new MemoryRegistry();
    const calls = registry.clientCalls();
    const beat = { status: 'UP', lastDirtyTimestamp: 1 } as const;
    const statuses = [
      await calls.heartbeat('ORDERS', 'orders-1', beat),
      await calls.register(orders),
      await calls.heartbeat('ORDERS', 'orders-1', beat),
      await calls.cancel('ORDERS', 'orders-1'),
      await calls.cancel('ORDERS', 'orders-1'),
    ].map(({ status }) => status);
    expect(statuses).toEqual([404, 204, 200, 200, 404]);
    expect(registry.calls.map(({ name, about }) => `${name} ${about}`)).toEqual([
      'heartbeat ORDERS/orders-1',
      'register ORDERS/orders-1',
      'heartbeat ORDERS/orders-1',
      'cancel ORDERS/orders-1',
      'cancel ORDERS/orders-1',
    ]);
    expect(registry.instances).toEqual([]);
  });

  it('tells in a delta what came, changed and went', async () => {
    const registry = new MemoryRegistry().add(orders, anInstance({ port: 2 }), anInstance({ port: 3 }));
    registry.kill('orders-2');
    registry.setStatus('orders-3', 'DOWN');
    const calls = registry.clientCalls();
    expect(idsOf(await calls.delta())).toEqual(['ADDED orders-1', 'DELETED orders-2', 'MODIFIED orders-3']);
    expect(await calls.applications()).toMatchObject({ value: { appsHashCode: 'DOWN_1_UP_1_' } });
    registry.revive('orders-2');
    expect(registry.find('orders', 'orders-2')?.status).toBe('UP');
    registry.kill('orders-2');
    registry.add(anInstance({ port: 2, status: 'STARTING' }));
    expect(registry.revive('orders-2')).toBe(false);
  });

  it('finds by application, by id and by VIP address', async () => {
    const cart = anInstance({ app: 'carts', vipAddress: 'shop,carts', secureVipAddress: 'safe' });
    const calls = new MemoryRegistry().add(orders, cart).clientCalls();
    expect(idsOf(await calls.vip('Shop'))).toEqual(['ADDED carts-8080']);
    expect(idsOf(await calls.vip('safe', { secure: true }))).toEqual(['ADDED carts-8080']);
    expect(await calls.vip('safe')).toMatchObject({ status: 404 });
    expect(await calls.application('carts')).toMatchObject({ value: { name: 'CARTS', instances: [cart] } });
    expect(await calls.application('bills')).toMatchObject({ status: 404, value: undefined });
    expect(await calls.instance(undefined, 'orders-1')).toMatchObject({ value: orders });
  });

  it('keeps an override until it is taken back, whatever the instance says', async () => {
    const registry = new MemoryRegistry().add(orders);
    const calls = registry.clientCalls();
    const status = (): string | undefined => registry.find('ORDERS', 'orders-1')?.status;
    await calls.overrideStatus('ORDERS', 'orders-1', 'OUT_OF_SERVICE', undefined);
    await calls.register(orders);
    expect(status()).toBe('OUT_OF_SERVICE');
    await calls.removeOverride('ORDERS', 'orders-1', undefined);
    expect(status()).toBe('UP');
    expect(await calls.removeOverride('ORDERS', 'nobody', undefined)).toMatchObject({ status: 404 });
  });

  it.each([
    ['refuses', 'unreachable', undefined],
    ['fails', 'refused', 500],
    ['locks-out', 'unauthorized', 401],
  ] satisfies readonly [Outage, string, number | undefined][])(
    'is out of order when it %s, until it recovers',
    async (outage, reason, status) => {
      const registry = new MemoryRegistry().add(orders);
      const calls = registry.clientCalls();
      registry.breakDown(outage);
      expect(await calls.cancel('ORDERS', 'orders-1')).toMatchObject({ kind: 'failed', reason, status });
      registry.recover();
      expect(await calls.cancel('ORDERS', 'orders-1')).toMatchObject({ kind: 'answered', status: 200 });
    },
  );

  it('answers nothing while it hangs, and lets go of who gives up', async () => {
    const clock = new ManualClock();
    const registry = new MemoryRegistry(clock);
    registry.breakDown('hangs');
    const given = new AbortController();
    let answers = 0;
    const read = registry
      .clientCalls()
      .applications({ signal: given.signal })
      .finally(() => answers++);
    await new Promise(setImmediate);
    expect(answers).toBe(0);
    given.abort();
    expect(await read).toMatchObject({ kind: 'failed', reason: 'aborted' });
    expect(await registry.clientCalls().delta({ signal: given.signal })).toMatchObject({ reason: 'aborted' });
    expect(clock.pendingTimers).toBe(0);
    const limited = registry.clientCalls().applications({ timeoutMs: 1000 });
    await clock.advanceAsync(1000);
    expect(await limited).toMatchObject({ kind: 'failed', reason: 'timeout' });
  });

  it('tells of each change at once, and knows nobody after a restart', () => {
    const registry = new MemoryRegistry();
    const sizes: number[] = [];
    const cancel = registry.onChange(() => sizes.push(registry.instances.length));
    registry.add(orders, anInstance({ port: 2 }));
    registry.remove('orders', 'orders-1');
    registry.forgetEverything();
    cancel();
    registry.add(orders);
    expect(sizes).toEqual([1, 2, 1, 0]);
  });

  it('says when there is nothing to kill, to revive or to change', () => {
    const registry = new MemoryRegistry();
    expect([
      registry.kill('x'),
      registry.revive('x'),
      registry.setStatus('x', 'UP'),
      registry.remove('x', 'x'),
    ]).toEqual([false, false, false, false]);
  });
});
