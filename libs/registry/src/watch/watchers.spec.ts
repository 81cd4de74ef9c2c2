import { describe, expect, it } from '@jest/globals';
import { WatchedRegistry } from '../../spec-support/watch/watched-registry.js';
import type { Watcher } from './watcher.js';

const watcher = (name: string): Watcher => ({ name, user: 'ann', address: '10.0.0.7', client: 'nest-eureka', at: 5 });

async function watched(): Promise<WatchedRegistry> {
  const registry = new WatchedRegistry();
  registry.register('ORDERS', '1');
  registry.register('STOCK', '2', { vipAddress: 'stock' });
  return registry;
}

describe('the watchers of an instance', () => {
  it('are those to whose selection it belongs, with who they are', async () => {
    const registry = await watched();
    registry.open({}, { watcher: watcher('all') });
    registry.open({ apps: 'STOCK' }, { watcher: watcher('other app') });
    registry.open({ vips: 'stock' }, { watcher: watcher('vip'), confirms: true });
    await registry.pass(0);
    expect(registry.watch.watchersOf('STOCK', '2', 10)).toMatchObject({
      streams: 3,
      behind: 0,
      watchers: [
        { ...watcher('all'), watches: 'everything', told: 2, seen: 2, isCurrent: true, confirms: false },
        { name: 'other app', watches: 'a part' },
        { name: 'vip', watches: 'a part', told: 2, seen: undefined, confirms: true },
      ],
    });
    expect(registry.watch.watchersOf('ORDERS', '1', 10)?.watchers.map(({ name }) => name)).toEqual(['all']);
    expect(registry.watch.watchersOf('ORDERS', 'nobody', 10)).toBeUndefined();
  });

  it('are behind while their connection takes nothing, and stand first then', async () => {
    const registry = await watched();
    registry.open({}, { watcher: watcher('quick') });
    const slow = registry.open({}, { watcher: watcher('slow') });
    await registry.pass(0);
    slow.reader.isCongested = true;
    registry.setStatus('ORDERS', '1', 'DOWN');
    await registry.pass(50);
    const found = registry.watch.watchersOf('ORDERS', '1', 10);
    expect([found?.behind, found?.watchers.map(({ name, told }) => [name, told])]).toEqual([
      1,
      [
        ['slow', 2],
        ['quick', 3],
      ],
    ]);
  });

  it('have seen what they confirm', async () => {
    const registry = await watched();
    const { id } = registry.open({}, { confirms: true });
    await registry.pass(0);
    registry.watch.confirm(id, { node: 'node-1', revision: 1 });
    expect(registry.watch.watchersOf('ORDERS', '1', 10)?.watchers).toMatchObject([{ told: 2, seen: 1 }]);
  });

  it('are all counted and not all named, and never by the secret of their stream', async () => {
    const registry = await watched();
    const ids = [1, 2, 3, 4].map(() => registry.open().id);
    await registry.pass(0);
    const found = registry.watch.watchersOf('ORDERS', '1', 2);
    expect([found?.streams, found?.watchers.length]).toEqual([4, 2]);
    for (const id of ids) expect(JSON.stringify(found)).not.toContain(id);
  });
});
