import { describe, expect, it } from '@jest/globals';
import { WatchedRegistry } from '../../spec-support/watch/watched-registry.js';

/** The outcome of a wait, undefined as long as there is none. */
function outcomeOf(wait: Promise<unknown>): { readonly value: unknown } {
  const outcome = { value: undefined as unknown };
  void wait.then((value) => (outcome.value = value));
  return outcome;
}

async function leaving(): Promise<WatchedRegistry> {
  const registry = new WatchedRegistry();
  registry.register('ORDERS', '1');
  registry.register('STOCK', '2', { vipAddress: 'stock' });
  return registry;
}

describe('a leaving instance', () => {
  it('is told when all who watch it have confirmed, and asks nobody else', async () => {
    const registry = await leaving();
    const everything = registry.open({}, { confirms: true });
    const chosen = registry.open({ apps: 'ORDERS' }, { confirms: true });
    const other = registry.open({ apps: 'STOCK' }, { confirms: true });
    await registry.pass(0);
    registry.setStatus('ORDERS', '1', 'OUT_OF_SERVICE');
    const outcome = outcomeOf(registry.watch.whenSeen('ORDERS', '1', 5_000));
    await registry.pass(50);
    expect([everything, chosen, other].map(({ reader }) => reader.types)).toEqual([
      ['snapshot', 'changes', 'confirm'],
      ['snapshot', 'changes', 'confirm'],
      ['snapshot'],
    ]);
    expect(everything.reader.events[2]).toMatchObject({ id: '3@node-1', data: '3@node-1' });
    registry.watch.confirm(everything.id, { node: 'node-1', revision: 3 });
    await registry.pass(0);
    expect(outcome.value).toBeUndefined();
    registry.watch.confirm(chosen.id, { node: 'node-1', revision: 3 });
    await registry.pass(0);
    expect(outcome.value).toEqual({ kind: 'told', watchers: 2, missing: 0 });
    expect(registry.clock.pendingTimers).toBe(0);
  });

  it('is told so after its time when somebody never confirms', async () => {
    const registry = await leaving();
    registry.open({}, { confirms: true });
    await registry.pass(0);
    registry.cancel('STOCK', '2');
    const outcome = outcomeOf(registry.watch.whenSeen('ORDERS', '1', 5_000));
    await registry.pass(4_999);
    expect(outcome.value).toBeUndefined();
    await registry.pass(1);
    expect(outcome.value).toEqual({ kind: 'told', watchers: 1, missing: 1 });
  });

  it('does not wait for who has gone', async () => {
    const registry = await leaving();
    const { subscription } = registry.open({}, { confirms: true });
    await registry.pass(0);
    registry.setStatus('ORDERS', '1', 'DOWN');
    const outcome = outcomeOf(registry.watch.whenSeen('ORDERS', '1', 5_000));
    await registry.pass(50);
    subscription.closed();
    await registry.pass(0);
    expect(outcome.value).toEqual({ kind: 'told', watchers: 1, missing: 0 });
  });

  it('takes what a connection has taken for seen by those who never confirm', async () => {
    const registry = await leaving();
    const { reader, subscription } = registry.open();
    await registry.pass(0);
    reader.takesOneAtATime = true;
    registry.setStatus('ORDERS', '1', 'DOWN');
    const outcome = outcomeOf(registry.watch.whenSeen('ORDERS', '1', 5_000));
    await registry.pass(100);
    expect([reader.types, outcome.value]).toEqual([['snapshot', 'changes'], undefined]);
    reader.isCongested = false;
    subscription.drained();
    await registry.pass(0);
    expect(outcome.value).toEqual({ kind: 'told', watchers: 1, missing: 0 });
  });

  it('asks those who are behind once they are up to date', async () => {
    const registry = await leaving();
    const { reader, subscription } = registry.open({}, { confirms: true });
    await registry.pass(0);
    reader.isCongested = true;
    registry.setStatus('ORDERS', '1', 'DOWN');
    void registry.watch.whenSeen('ORDERS', '1', 5_000);
    await registry.pass(100);
    reader.isCongested = false;
    subscription.drained();
    await registry.pass(0);
    expect(reader.types).toEqual(['snapshot', 'changes', 'confirm']);
  });

  it('believes no word about more than was written, of another node or of an unknown stream', async () => {
    const registry = await leaving();
    const { id } = registry.open({}, { confirms: true });
    await registry.pass(0);
    expect(registry.watch.confirm('no-stream', { node: 'node-1', revision: 9 })).toBe(false);
    expect(registry.watch.confirm(id, { node: 'node-0', revision: 9 })).toBe(false);
    expect(registry.watch.confirm(id, { node: 'node-1', revision: 9 })).toBe(true);
    registry.setStatus('ORDERS', '1', 'DOWN');
    const outcome = outcomeOf(registry.watch.whenSeen('ORDERS', '1', 5_000));
    await registry.pass(0);
    expect(outcome.value).toBeUndefined();
  });

  it('waits for nobody when nobody watches, and no longer when the node closes', async () => {
    const registry = await leaving();
    expect(await registry.watch.whenSeen('ORDERS', '1', 5_000)).toEqual({ kind: 'told', watchers: 0, missing: 0 });
    registry.open({}, { confirms: true });
    const outcome = outcomeOf(registry.watch.whenSeen('ORDERS', '1', 5_000));
    registry.watch.close();
    await registry.pass(0);
    expect(outcome.value).toEqual({ kind: 'told', watchers: 1, missing: 1 });
  });

  it('is told nothing about an instance that is not there, nor when a hundred wait already', async () => {
    const registry = await leaving();
    registry.open({}, { confirms: true });
    const waits = Array.from({ length: 101 }, () => registry.watch.whenSeen('ORDERS', '1', 5_000));
    expect(await waits.at(-1)).toEqual({ kind: 'busy' });
    expect(await registry.watch.whenSeen('ORDERS', '9', 5_000)).toEqual({ kind: 'unknown' });
    registry.watch.close();
    expect(await waits[0]).toMatchObject({ kind: 'told' });
  });
});
