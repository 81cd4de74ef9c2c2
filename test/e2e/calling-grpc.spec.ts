import { Injectable, Module } from '@nestjs/common';
import { ClientProxyFactory, Transport } from '@nestjs/microservices';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { firstValueFrom, lastValueFrom, toArray } from 'rxjs';
import { DiscoveryModule, EurekaClient, LoadBalancer, ServiceClientGrpc } from '@nest-eureka/discovery';
import { useCleanSurroundings } from '../support/clean-surroundings.js';
import { close, createApp, quickly } from '../support/discovery-app.js';
import { startRegistry } from '../support/registry-server.js';
import type { RegistryServer } from '../support/registry-server.js';
import { STOCK, StockService, wantedIds } from '../support/stock-service.js';
import type { Stock } from '../support/stock-service.js';
import { until } from '../support/until.js';

useCleanSurroundings();

/** What grpc-js says of calls that a closing server ends. */
const BROKEN = [1, 14];

@Injectable()
class Caller {
  readonly stock: Stock;
  readonly sureStock: Stock;

  constructor(
    grpc: ServiceClientGrpc,
    readonly eureka: EurekaClient,
  ) {
    this.stock = grpc.getService<Stock>('Stock');
    this.sureStock = grpc.getService<Stock>('Stock', { idempotent: true });
  }
}

let registry: RegistryServer;
beforeAll(async () => {
  registry = await startRegistry();
});

let services: StockService[];
let caller: Caller;
let endCaller: () => Promise<void>;
/** Channels by the name of their instance. */
let opened: string[];
let closed: string[];

beforeEach(async () => {
  services = await Promise.all(['g1', 'g2'].map((name) => StockService.start(registry, name)));
  opened = [];
  closed = [];
  const options = quickly(registry, { applicationName: 'caller', client: { registerWithEureka: false } });
  @Module({
    imports: [DiscoveryModule.forRoot(options)],
    providers: [
      Caller,
      {
        provide: ServiceClientGrpc,
        inject: [LoadBalancer],
        useFactory: (balancer: LoadBalancer) =>
          new ServiceClientGrpc(balancer, 'stock', ({ host, metadata, instanceId }) => {
            opened.push(instanceId);
            const url = `${host}:${metadata.get('grpc')}`;
            const channel = ClientProxyFactory.create({ transport: Transport.GRPC, options: { url, ...STOCK } });
            return {
              getService: (name) => channel.getService<object>(name),
              close: () => (closed.push(instanceId), channel.close()),
            };
          }),
      },
    ],
  })
  class CallerModule {}
  const app = await createApp(CallerModule);
  await app.init();
  caller = app.get(Caller);
  endCaller = () => close(app);
  await knows(2);
});

afterEach(async () => {
  await endCaller();
  expect(closed.toSorted()).toEqual(opened.toSorted());
  await Promise.all(services.map((service) => service.leave()));
  await Promise.all(services.map((service) => service.close()));
});

const knows = (count: number) =>
  until(`${count} are known`, () => caller.eureka.getInstances('stock').length === count);
const find = (id: string) => firstValueFrom(caller.stock.find({ id }));
const finds = (count: number) => Promise.all(Array.from({ length: count }, (_, id) => find(String(id))));
const names = (found: readonly { readonly from: string }[]) => [...new Set(found.map(({ from }) => from))].toSorted();

describe('gRPC by service name', () => {
  it('reaches every instance, over one channel for each', async () => {
    expect(names(await finds(40))).toEqual(['g1', 'g2']);
    expect(opened.toSorted()).toEqual(['g1', 'g2']);
  });

  it('streams answers and requests, each stream with one instance', async () => {
    const followed = await lastValueFrom(caller.stock.follow({ id: 'a' }).pipe(toArray()));
    expect(followed.map(({ id }) => id)).toEqual(['a1', 'a2', 'a3']);
    expect(names(followed)).toHaveLength(1);
    expect(await firstValueFrom(caller.stock.put(wantedIds('a', 'b', 'c')))).toMatchObject({ id: 'abc' });
  });

  it('tells an error of the service as it is, and asks nobody else', async () => {
    await expect(firstValueFrom(caller.sureStock.find({ id: 'none' }))).rejects.toMatchObject({
      code: 5,
      details: 'there is none',
    });
    expect(services.flatMap(({ asked }) => asked)).toEqual(['none']);
  });

  it('goes to the other instance when one is dead, whatever the call', async () => {
    await services[0]?.close();
    expect(names(await finds(20))).toEqual(['g2']);
    expect(caller.eureka.getInstances('stock')).toHaveLength(2);
  });

  it('finds an instance that comes back at the same place', async () => {
    const [first, second] = services;
    await first?.close();
    expect(names(await finds(20))).toEqual(['g2']);
    await first?.listen();
    await second?.leave();
    await knows(1);
    await until('it answers', async () => (await find('1').catch(() => undefined))?.from === 'g1');
  });

  it('sends a call that breaks off a second time only when it is marked', async () => {
    const [breaking, other] = services;
    let isOver = false;
    if (breaking !== undefined) breaking.before = () => until('the test is over', () => isOver);
    const outcome = (stock: Stock, id: string) =>
      firstValueFrom(stock.find({ id })).then(
        ({ from }) => from,
        (error: { readonly code: number }) => error.code,
      );
    const marked = Array.from({ length: 10 }, (_, id) => outcome(caller.sureStock, `sure${id}`));
    const plain = Array.from({ length: 10 }, (_, id) => outcome(caller.stock, `once${id}`));
    const asked = (): readonly string[] => services.flatMap((service) => service.asked);
    await until('all are under way', () => asked().length === 20);
    const broken = breaking?.asked ?? [];
    await breaking?.close();
    expect(await Promise.all(marked)).toEqual(marked.map(() => 'g2'));
    const lost = broken.filter((id) => id.startsWith('once'));
    expect((await Promise.all(plain)).filter((end) => BROKEN.includes(Number(end)))).toHaveLength(lost.length);
    expect(broken.length).toBeGreaterThan(0);
    expect(broken.filter((id) => other?.asked.includes(id)).every((id) => id.startsWith('sure'))).toBe(true);
    isOver = true;
  });

  it('lets an instance that leaves answer what is under way, then closes its channel', async () => {
    const [leaving] = services;
    let isOver = false;
    if (leaving !== undefined) leaving.before = () => until('the test is over', () => isOver);
    const answers = Array.from({ length: 10 }, (_, id) => find(String(id)));
    await until('some are under way', () => (leaving?.asked.length ?? 0) > 0);
    await leaving?.leave();
    await knows(1);
    expect(closed).toEqual([]);
    isOver = true;
    expect(names(await Promise.all(answers))).toContain('g1');
    await until('the channel is closed', () => closed.includes('g1'));
    expect(names(await finds(5))).toEqual(['g2']);
  });
});
