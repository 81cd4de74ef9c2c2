import { HttpModule, HttpService } from '@nestjs/axios';
import { Controller, Get, Injectable, Module } from '@nestjs/common';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { firstValueFrom } from 'rxjs';
import {
  DiscoveryModule,
  EurekaClient,
  GetMapping,
  LoadBalancedFetch,
  LoadBalancer,
  NoInstanceException,
  PathVariable,
  PostMapping,
  remote,
  RequestHeader,
  ServiceAnswerError,
  ServiceClient,
} from '@nest-eureka/discovery';
import { anInstance } from '../support/an-instance.js';
import { useCleanSurroundings } from '../support/clean-surroundings.js';
import { listenApp, quickly } from '../support/discovery-app.js';
import { startProvider } from '../support/order-providers.js';
import type { OrderProvider } from '../support/order-providers.js';
import { startRegistry } from '../support/registry-server.js';
import type { RegistryServer } from '../support/registry-server.js';
import { until } from '../support/until.js';

useCleanSurroundings();

interface Item {
  readonly id: string;
  readonly from: string;
  readonly user?: string;
}

@ServiceClient('orders')
abstract class OrdersClient {
  @GetMapping('/items/:id')
  item(@PathVariable('id') id: string, @RequestHeader('x-user') user?: string): Promise<Item> {
    return remote(id, user);
  }

  @PostMapping('/orders')
  order(order: { readonly item: string }, signal?: AbortSignal): Promise<{ readonly from: string }> {
    return remote(order, signal);
  }

  @GetMapping('/fails/{status}')
  fails(@PathVariable('status') status: number): Promise<unknown> {
    return remote(status);
  }
}

@Injectable()
class Prices {
  constructor(readonly http: HttpService) {}
}

/** A module that knows nothing of the discovery client. */
@Module({ imports: [HttpModule.register({ headers: { 'x-user': 'of the prices' } })], providers: [Prices] })
class PricesModule {}

@Injectable()
class Shop {
  constructor(
    readonly fetch: LoadBalancedFetch,
    readonly orders: OrdersClient,
    readonly balancer: LoadBalancer,
    readonly eureka: EurekaClient,
  ) {}
}

@Controller('shop')
class ShopController {
  constructor(private readonly shop: Shop) {}

  @Get('nobody')
  async nobody() {
    await this.shop.fetch('lb://nobody/items/1');
  }
}

let registry: RegistryServer;
let providers: OrderProvider[];
let shop: Shop;
let prices: HttpService;
let http: Awaited<ReturnType<typeof listenApp>>['http'];

beforeAll(async () => {
  registry = await startRegistry();
  providers = await Promise.all(['one', 'two', 'three'].map((name) => startProvider(registry, name)));

  @Module({
    imports: [
      PricesModule,
      DiscoveryModule.forRoot(quickly(registry, { applicationName: 'shop', client: { registerWithEureka: false } })),
    ],
    controllers: [ShopController],
    providers: [Shop],
  })
  class ShopModule {}

  const started = await listenApp(ShopModule);
  http = started.http;
  shop = started.app.get(Shop);
  prices = started.app.get(Prices, { strict: false }).http;
  await until('the shop knows the providers', () => shop.eureka.getInstances('orders').length === 3);
});

afterAll(() => Promise.all(providers.map((provider) => provider.close())));

beforeEach(() => {
  for (const { desk } of providers) {
    desk.requests = 0;
    desk.orders.length = 0;
    desk.before = () => undefined;
  }
});

const requests = (): number => providers.reduce((sum, { desk }) => sum + desk.requests, 0);

describe('calls by name', () => {
  it.each(['http://orders/items/7', 'https://ORDERS/items/7', 'lb://orders/items/7', new URL('lb://orders/items/7')])(
    'go to an instance with fetch, by %s',
    async (url) => {
      const response = await shop.fetch(url);
      expect(await response.json()).toEqual({ id: '7', from: expect.stringMatching(/^(one|two|three)$/) });
      expect(requests()).toBe(1);
    },
  );

  it('keep to the letter what comes after the host', async () => {
    const response = await shop.fetch('http://orders/items/a%2Fb%20c?x=%41');
    expect(await response.json()).toMatchObject({ id: 'a/b c' });
  });

  it('take a Request with its method, its headers and its body', async () => {
    const body = JSON.stringify({ item: 'a request' });
    const headers = { 'content-type': 'application/json' };
    const response = await shop.fetch(new Request('http://orders/orders', { method: 'POST', headers, body }));
    expect(response.status).toBe(201);
    expect(providers.flatMap(({ desk }) => desk.orders)).toEqual([{ item: 'a request' }]);
  });

  it('reach every instance', async () => {
    const answers = Array.from({ length: 60 }, () => shop.orders.item('1'));
    const from = new Set((await Promise.all(answers)).map((item) => item.from));
    expect([...from].toSorted()).toEqual(['one', 'three', 'two']);
  });

  it('leave other URLs as they are', async () => {
    const [one] = providers;
    const response = await shop.fetch(`http://127.0.0.1:${one?.port}/items/9`);
    expect(await response.json()).toEqual({ id: '9', from: 'one' });
  });

  it('are answered by typed clients with values', async () => {
    expect(await shop.orders.item('1/2', 'me')).toEqual({ id: '1/2', user: 'me', from: expect.any(String) });
    expect(await shop.orders.order({ item: 'book' })).toMatchObject({ order: { item: 'book' } });
  });

  it('are told by typed clients when the service says no', async () => {
    const failing = shop.orders.fails(418);
    await expect(failing).rejects.toBeInstanceOf(ServiceAnswerError);
    await expect(failing).rejects.toMatchObject({ status: 418, service: 'orders', path: '/fails/418' });
    expect(requests()).toBe(1);
  });

  it('go out by the HttpService of a module that knows nothing of discovery, with its settings', async () => {
    const { data, config } = await firstValueFrom(prices.get<Item>('http://orders/items/3', { params: { a: 'b' } }));
    expect(data).toMatchObject({ id: '3', user: 'of the prices' });
    expect(config.url).toBe('http://orders/items/3');
  });

  it('run the interceptors of axios once, whatever is retried below them', async () => {
    let asked = 0;
    let answered = 0;
    const asking = prices.axiosRef.interceptors.request.use((config) => (asked++, config));
    const answering = prices.axiosRef.interceptors.response.use(undefined, (error) => {
      answered++;
      throw error;
    });
    const failing = firstValueFrom(prices.get('http://orders/fails/503'));
    await expect(failing).rejects.toMatchObject({
      response: { status: 503 },
      config: { url: 'http://orders/fails/503' },
    });
    prices.axiosRef.interceptors.request.eject(asking);
    prices.axiosRef.interceptors.response.eject(answering);
    expect([asked, answered, requests()]).toEqual([1, 1, 2]);
  });

  it('end with the caller, and are not sent again', async () => {
    const caller = new AbortController();
    for (const { desk } of providers) desk.before = () => until('the caller is gone', () => caller.signal.aborted);
    const call = shop.fetch('http://orders/items/1', { signal: caller.signal });
    await until('the request is there', () => requests() === 1);
    caller.abort(new Error('not any more'));
    await expect(call).rejects.toThrow('not any more');
    expect(requests()).toBe(1);
  });

  it('end when an HttpService is unsubscribed from', async () => {
    let isOver = false;
    for (const { desk } of providers) desk.before = () => until('the caller is gone', () => isOver);
    const subscription = prices.get('http://orders/items/1').subscribe({ error: () => {} });
    await until('the request is there', () => requests() === 1);
    subscription.unsubscribe();
    isOver = true;
    await shop.fetch('http://orders/items/2');
    expect(requests()).toBe(2);
  });

  it('end after their time, with fetch and with axios', async () => {
    let isOver = false;
    for (const { desk } of providers) desk.before = () => until('the caller is gone', () => isOver);
    const loadBalancing = { timeoutMs: 100 };
    await expect(shop.fetch('http://orders/items/1', { loadBalancing })).rejects.toMatchObject({
      name: 'TimeoutError',
    });
    await expect(firstValueFrom(prices.get('http://orders/items/1', { timeout: 100 }))).rejects.toMatchObject({
      code: 'ECONNABORTED',
      message: 'timeout of 100ms exceeded',
    });
    isOver = true;
  });

  it('go to another instance when one takes too long', async () => {
    let isOver = false;
    let slow = 0;
    for (const { desk } of providers) desk.before = () => slow++ === 0 && until('the test is over', () => isOver);
    const response = await shop.fetch('http://orders/items/1', { loadBalancing: { tryTimeoutMs: 1500 } });
    expect(response.status).toBe(200);
    expect(requests()).toBe(2);
    isOver = true;
  });

  it('give a 503 that names the service and the reason, when nobody can be called', async () => {
    const error = await shop.fetch('lb://nobody/').catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(NoInstanceException);
    const answer = await http.get('/shop/nobody');
    expect(answer.status).toBe(503);
    expect(answer.json()).toMatchObject({
      message: "No instance of 'nobody' can be called: no instance is registered",
    });
  });

  it('tell instances that are down from none at all', async () => {
    const instance = anInstance({ app: 'TAXES', vipAddress: 'taxes', status: 'DOWN' });
    await registry.post('/eureka/apps/TAXES', JSON.stringify({ instance }));
    await until('the shop knows it', () => shop.eureka.getApplication('taxes') !== undefined);
    await expect(firstValueFrom(prices.get('http://taxes/'))).rejects.toMatchObject({
      status: 503,
      message: expect.stringContaining('none of them is UP'),
    });
  });

  it('pick instances for work that is no HTTP call', async () => {
    expect(shop.balancer.choose('nobody')).toBeUndefined();
    const chosen = shop.balancer.choose('orders');
    expect(providers.map(({ port }) => port)).toContain(chosen?.port);
    const port = await shop.balancer.execute('orders', (instance) => instance.port);
    expect(providers.map((provider) => provider.port)).toContain(port);
    const url = chosen && shop.balancer.reconstructUrl(chosen, 'https://orders/a%20b?c#d');
    expect(url).toBe(`${chosen?.uri}/a%20b?c#d`);
  });
});
