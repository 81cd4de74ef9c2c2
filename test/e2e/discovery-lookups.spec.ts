import { Injectable, Module } from '@nestjs/common';
import { beforeAll, describe, expect, it } from '@jest/globals';
import {
  DiscoveryClient,
  DiscoveryModule,
  EurekaClient,
  InjectService,
  NoInstanceError,
  Service,
  serviceToken,
} from '@nest-eureka/discovery';
import type { ServiceInstance } from '@nest-eureka/discovery';
import { aRegistration } from '../support/an-instance.js';
import { useCleanSurroundings } from '../support/clean-surroundings.js';
import { close, createApp, listenApp, quickly } from '../support/discovery-app.js';
import { startRegistry } from '../support/registry-server.js';
import type { RegistryServer } from '../support/registry-server.js';
import { until } from '../support/until.js';

useCleanSurroundings();

let registry: RegistryServer;
beforeAll(async () => {
  registry = await startRegistry();
});

@Injectable()
class Basket {
  constructor(
    @InjectService('prices') readonly prices: Service,
    readonly eureka: EurekaClient,
    readonly discovery: DiscoveryClient,
  ) {}

  @InjectService('taxes') readonly taxes!: Service;
}

@Module({ providers: [Basket] })
class BasketModule {}

function moduleFor(options: Parameters<typeof quickly>[1] = {}) {
  @Module({
    imports: [
      BasketModule,
      DiscoveryModule.forRoot(
        quickly(registry, { ...options, client: { registerWithEureka: false, ...options.client } }),
      ),
    ],
  })
  class AppModule {}
  return AppModule;
}

function add(app: string, number: number): Promise<unknown> {
  const instance = {
    app: app.toUpperCase(),
    instanceId: `${app}-${number}`,
    hostName: `${app}${number}.test`,
    vipAddress: app,
    port: { $: 8000 + number, '@enabled': 'true' },
  };
  return registry.post(`/eureka/apps/${app}`, aRegistration(instance));
}

const ids = (instances: readonly ServiceInstance[]): string[] => instances.map(({ instanceId }) => instanceId).sort();

describe('a service', () => {
  it('is injected by its name, without anything declared', async () => {
    await add('prices', 1);
    const { app, close: closeApp } = await listenApp(moduleFor());
    const { prices, taxes } = app.get(Basket, { strict: false });
    expect(prices).toBeInstanceOf(Service);
    expect([prices.name, taxes.name]).toEqual(['prices', 'taxes']);
    // the start waits for the first fetch
    expect(prices.instances()).toMatchObject([
      {
        instanceId: 'prices-1',
        serviceId: 'PRICES',
        host: 'prices1.test',
        port: 8001,
        uri: 'http://prices1.test:8001',
      },
    ]);
    expect(taxes.instances()).toEqual([]);
    expect(app.get(serviceToken('prices'), { strict: false })).toBe(prices);
    await closeApp();
  });

  it('is found as well by the client and by the composite of registry and configured list', async () => {
    await add('prices', 1);
    const list = { 'spring.cloud.discovery.client.simple.instances': { legacy: [{ uri: 'https://old.test' }] } };
    const { app, close: closeApp } = await listenApp(moduleFor(list));
    const { eureka, discovery } = app.get(Basket, { strict: false });
    expect(eureka).toBeInstanceOf(EurekaClient);
    expect(ids(discovery.getInstances('prices'))).toEqual(ids(eureka.getInstances('PRICES')));
    expect(discovery.getInstances('legacy')).toMatchObject([{ uri: 'https://old.test:443' }]);
    expect(discovery.getServices()).toEqual(expect.arrayContaining(['prices', 'legacy']));
    expect(eureka.getNextServerFromEureka('prices').hostName).toBe('prices1.test');
    expect(() => eureka.getNextServerFromEureka('nobody')).toThrow(NoInstanceError);
    await closeApp();
  });

  it('is watched as an Observable and as an async iterable, until the client stops', async () => {
    const { app, close: closeApp } = await listenApp(moduleFor());
    const { taxes } = app.get(Basket, { strict: false });
    const observed: string[][] = [];
    let isComplete = false;
    taxes.watch().subscribe({ next: (list) => observed.push(ids(list)), complete: () => (isComplete = true) });
    const iterated: string[][] = [];
    const loop = (async () => {
      for await (const list of taxes.watch()) iterated.push(ids(list));
    })();
    await add('taxes', 1);
    await until('the first is seen', () => observed.length === 2);
    await add('taxes', 2);
    await until('the second is seen', () => observed.length === 3);
    await registry.delete('/eureka/apps/TAXES/taxes-1');
    await until('the first is gone', () => observed.length === 4);
    await closeApp();
    await loop;
    expect(observed).toEqual([[], ['taxes-1'], ['taxes-1', 'taxes-2'], ['taxes-2']]);
    expect(iterated).toEqual(observed);
    expect(isComplete).toBe(true);
  }, 60_000);
});

it('events come as Observables by their type', async () => {
  const app = await createApp(moduleFor({ client: { registerWithEureka: true } }));
  const client = app.get(EurekaClient);
  const seen: string[] = [];
  client.on('registered').subscribe(({ again }) => seen.push(`registered ${again ? 'again' : 'for the first time'}`));
  client.on('remote-status').subscribe(({ previous, current }) => seen.push(`${previous} -> ${current}`));
  let isComplete = false;
  client.events$.subscribe({ complete: () => (isComplete = true) });
  await app.listen(0, '127.0.0.1');
  await until('it sees itself', () => client.getInstanceRemoteStatus() === 'UP');
  await close(app);
  const registrations = seen.filter((line) => line.startsWith('registered'));
  expect(registrations).toEqual(['registered for the first time', 'registered again']);
  // that it has left it may hear as well
  expect(seen.filter((line) => line.includes('->'))[0]).toBe('UNKNOWN -> UP');
  expect(isComplete).toBe(true);
});

it('an override is set and taken back by the client', async () => {
  const { app, close: closeApp } = await listenApp(moduleFor());
  await add('stock', 1);
  const client = app.get(EurekaClient);
  await client.refresh();
  const [instance] = client.getInstancesByVipAddress('stock');
  if (instance === undefined) throw new Error('nothing was fetched');
  expect(await client.setStatus('OUT_OF_SERVICE', instance)).toMatchObject({ kind: 'answered', status: 200 });
  await until('nobody is told of it', async () => {
    await client.refresh();
    return client.getInstances('stock').length === 0;
  });
  expect(await client.cancelOverrideStatus(instance)).toMatchObject({ kind: 'answered', status: 200 });
  await closeApp();
});
