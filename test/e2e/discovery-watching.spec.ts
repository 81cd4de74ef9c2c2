import { Module } from '@nestjs/common';
import { afterEach, describe, expect, it } from '@jest/globals';
import { DiscoveryModule, EurekaClient } from '@nest-eureka/discovery';
import type { ClientEvent, DiscoveryModuleOptions } from '@nest-eureka/discovery';
import { aRegistration } from '../support/an-instance.js';
import { useCleanSurroundings } from '../support/clean-surroundings.js';
import { close, createApp, listenApp, quickly } from '../support/discovery-app.js';
import { FaultyRegistry } from '../support/faulty-registry.js';
import { startRegistry } from '../support/registry-server.js';
import type { RegistryServer } from '../support/registry-server.js';
import { until } from '../support/until.js';

useCleanSurroundings();

/** Polls so seldom that no test sees a second one. */
function moduleFor(registry: Pick<RegistryServer, 'url'>, options: DiscoveryModuleOptions = {}) {
  const { client, ...rest } = options;
  const seldom = { registryFetchIntervalSeconds: 600, ...client };
  @Module({ imports: [DiscoveryModule.forRoot(quickly(registry, { ...rest, client: seldom }))] })
  class AppModule {}
  return AppModule;
}

const add = (registry: RegistryServer, instanceId: string): Promise<unknown> =>
  registry.post('/eureka/apps/PRICES', aRegistration({ app: 'PRICES', instanceId, vipAddress: 'prices' }));

/** A client that only looks others up, and what happens to it. */
async function aWatcher(registry: Pick<RegistryServer, 'url'>, options: DiscoveryModuleOptions = {}) {
  const client = { registerWithEureka: false, ...options.client };
  const app = await createApp(moduleFor(registry, { ...options, client }));
  const eureka = app.get(EurekaClient);
  const events: ClientEvent[] = [];
  eureka.events$.subscribe((event) => events.push(event));
  await app.init();
  const has = (type: ClientEvent['type']): boolean => events.some((event) => event.type === type);
  const ids = (): readonly string[] => eureka.getInstances('prices').map(({ instanceId }) => instanceId);
  return { app, events, has, ids };
}

describe('a client of a registry that offers a change stream', () => {
  const servers: RegistryServer[] = [];
  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => server.close()));
  });
  async function start(options: Parameters<typeof startRegistry>[0] = {}, port = 0): Promise<RegistryServer> {
    const server = await startRegistry(options, '127.0.0.1', port);
    servers.push(server);
    return server;
  }

  it('hears of changes without asking, and stops with its application', async () => {
    const registry = await start();
    const { app, has, ids } = await aWatcher(registry);
    await until('the stream is open', () => has('watch-opened'));
    await add(registry, 'one');
    await until('the first is there', () => ids().length === 1);
    await registry.put('/eureka/apps/PRICES/one/status?value=OUT_OF_SERVICE');
    await until('it is out', () => ids().length === 0);
    await add(registry, 'two');
    await until('the second is there', () => ids().includes('two'));
    await registry.delete('/eureka/apps/PRICES/two');
    await until('it is gone', () => ids().length === 0);
    await close(app);
    expect(has('watch-ended')).toBe(false);
  });

  it('hears of the chosen VIP addresses alone', async () => {
    const registry = await start();
    await add(registry, 'one');
    const client = { registryRefreshSingleVipAddress: 'prices, rates' };
    const { app, has, ids } = await aWatcher(registry, { client });
    await until('the stream is open', () => has('watch-opened'));
    expect(ids()).toEqual(['one']);
    const eureka = app.get(EurekaClient);
    const register = (name: string, vipAddress: string) =>
      registry.post(`/eureka/apps/${name}`, aRegistration({ app: name, instanceId: name, vipAddress }));
    await register('BILLS', 'bills');
    await register('RATES', 'rates');
    await until('that of the second address is there', () => eureka.getInstances('rates').length === 1);
    expect(eureka.getInstances('bills')).toEqual([]);
    await registry.delete('/eureka/apps/PRICES/one');
    await until('it is gone', () => ids().length === 0);
    await close(app);
    expect(has('watch-ended')).toBe(false);
  });

  it('fetches when the stream breaks, and comes back to a registry that was restarted', async () => {
    const before = await start();
    await add(before, 'one');
    const { app, has, events, ids } = await aWatcher(before, { client: { disbelieveEmptySeconds: 0 } });
    await until('the stream is open', () => has('watch-opened'));
    servers.splice(0);
    await before.close();
    await until('the end is told', () => has('watch-ended') && has('fetch-failed'));
    expect(ids()).toEqual(['one']);
    events.splice(0);
    const after = await start({}, before.port);
    await add(after, 'two');
    await until('the stream is open again', () => has('watch-opened'), 20_000);
    await until('the list is that of the new one', () => ids().join() === 'two');
    await close(app);
  });

  it('asks a registry without a stream for it once', async () => {
    let streams = 0;
    const registry = await new FaultyRegistry((_asked, response, { url }) => {
      if (url?.includes('/x/watch') === true) streams++;
      const isRead = /\/apps\/?(delta)?(\?|$)/.test(url ?? '');
      response.writeHead(isRead ? 200 : 404, { 'content-type': 'application/json' });
      const empty = '{"applications":{"versions__delta":"1","apps__hashcode":"","application":[]}}';
      response.end(isRead ? empty : undefined);
    }).listen();
    const url = registry.serviceUrl.replace('/eureka/', '');
    const { app, has, events } = await aWatcher({ url }, { client: { registryFetchIntervalSeconds: 1 } });
    const fetches = (): number => events.filter(({ type }) => type === 'registry-fetched').length;
    await until('it fetches again and again', () => fetches() >= 3);
    expect([streams, has('watch-opened')]).toEqual([1, false]);
    await close(app);
  });

  it('opens none where the stream is switched off', async () => {
    const registry = await start();
    const { app, has, ids } = await aWatcher(registry, {
      client: { registryFetchIntervalSeconds: 1, watch: { enabled: false } },
    });
    await add(registry, 'one');
    await until('it is there', () => ids().length === 1);
    expect(has('watch-opened')).toBe(false);
    await close(app);
  });

  it('leaves as soon as all who watch have seen that it leaves', async () => {
    const registry = await start();
    const instance = { drain: { waitSeconds: 15, deadlineSeconds: 60 } };
    const leaving = await listenApp(moduleFor(registry, { applicationName: 'prices', instance }));
    const { app, ids, has } = await aWatcher(registry);
    await until('it is called', () => ids().length === 1 && has('watch-opened'));
    await until('nobody else has a say', async () => (await streamsOf(registry)) === 2);
    let calledWhenItLeft: number | undefined;
    registry.registry.observe(({ type, app: name }) => {
      if (type === 'cancelled' && name === 'PRICES') calledWhenItLeft = ids().length;
    });
    const from = performance.now();
    await leaving.close();
    expect(calledWhenItLeft).toBe(0);
    // else it waits 15 s for whoever may call it
    expect(performance.now() - from).toBeLessThan(14_000);
    await close(app);
  });
});

/** How many streams are open: all who watch an instance that everybody watches. */
async function streamsOf(registry: RegistryServer): Promise<number> {
  const [instance] = registry.registry.application('PRICES')?.instances ?? [];
  const answer = await registry.get(`/eureka/x/watch/seen?app=PRICES&id=${instance?.instanceId ?? ''}&wait=0`);
  return (answer.json() as { readonly watchers: number }).watchers;
}
