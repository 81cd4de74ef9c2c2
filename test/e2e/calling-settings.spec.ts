import { HttpModule, HttpService } from '@nestjs/axios';
import { Injectable, Module } from '@nestjs/common';
import type { DynamicModule, Type } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { firstValueFrom } from 'rxjs';
import {
  DiscoveryModule,
  EurekaClient,
  GetMapping,
  LoadBalancedFetch,
  LoadBalancedHttpModule,
  LoadBalancedHttpService,
  PathVariable,
  remote,
  ServiceClient,
  serviceToken,
} from '@nest-eureka/discovery';
import type { CallingOptions, Service } from '@nest-eureka/discovery';
import { useCleanSurroundings } from '../support/clean-surroundings.js';
import { close, createApp, quickly } from '../support/discovery-app.js';
import { startProvider } from '../support/order-providers.js';
import type { OrderProvider } from '../support/order-providers.js';
import { startRegistry } from '../support/registry-server.js';
import type { RegistryServer } from '../support/registry-server.js';
import { until } from '../support/until.js';

useCleanSurroundings();

@Injectable()
class Greeting {
  readonly text = 'hello';
}

@Injectable()
class ItemsInStock {
  constructor(private readonly greeting: Greeting) {}

  item(id: string): { readonly id: string; readonly from: string } {
    return { id, from: this.greeting.text };
  }
}

@ServiceClient('nobody', { fallback: ItemsInStock })
abstract class ItemsClient {
  @GetMapping('/items/:id')
  item(@PathVariable('id') id: string): Promise<unknown> {
    return remote(id);
  }

  @GetMapping('/all')
  all(): Promise<unknown> {
    return remote();
  }
}

@ServiceClient('orders', { path: '/fails', dismiss404: true })
abstract class FailingClient {
  @GetMapping(':status')
  ask(@PathVariable('status') status: number): Promise<unknown> {
    return remote(status);
  }

  async askTwice(): Promise<readonly unknown[]> {
    return [await this.ask(404), await this.ask(404)];
  }
}

let registry: RegistryServer;
let provider: OrderProvider;
beforeAll(async () => {
  registry = await startRegistry();
  provider = await startProvider(registry, 'one');
});
afterAll(() => provider.close());

async function start(imports: (DynamicModule | Type)[], calling: CallingOptions = {}) {
  const options = quickly(registry, { applicationName: 'caller', client: { registerWithEureka: false }, calling });
  @Module({ imports: [DiscoveryModule.forRoot(options), ...imports], providers: [Greeting, ItemsInStock] })
  class CallerModule {}
  const app = await createApp(CallerModule);
  await app.init();
  const eureka = app.get(EurekaClient);
  await until('the provider is known', () => eureka.getInstances('orders').length === 1);
  return app;
}

describe('settings of services', () => {
  it('hold for the service they are for', async () => {
    const app = await start([DiscoveryModule.forFeature([{ name: 'Orders', retry: { enabled: false } }, 'taxes'])]);
    provider.desk.requests = 0;
    const { status } = await app.get(LoadBalancedFetch)('http://orders/fails/503');
    expect([status, provider.desk.requests]).toEqual([503, 1]);
    expect(app.get<Service>(serviceToken('taxes'), { strict: false }).instances()).toEqual([]);
    await close(app);
  });

  it('make a declared service ours, whether or not a registry has it', async () => {
    const app = await start([DiscoveryModule.forFeature([{ name: 'later' }])]);
    await expect(app.get(LoadBalancedFetch)('http://later/')).rejects.toMatchObject({ status: 503, service: 'later' });
    await close(app);
  });

  it('stop the start when they are wrong, with every fault', async () => {
    const wrong = { name: 'orders', timeoutMs: -1, loadBalancer: { rule: 'no-such-rule' } };
    const starting = start([DiscoveryModule.forFeature([wrong])]);
    await expect(starting).rejects.toMatchObject({ code: 'EUREKA_SERVICE_SETTINGS_INVALID', service: 'orders' });
    await expect(starting).rejects.toThrow(
      /rule is 'no-such-rule'; allowed: [^]*power-of-two-choices[^]*timeoutMs is '-1'/,
    );
    await expect(start([], { tryTimeoutMs: -5 })).rejects.toMatchObject({ code: 'EUREKA_SERVICE_SETTINGS_INVALID' });
  });

  it('may be given twice when they are the same, and stop the start when they are not', async () => {
    const once = DiscoveryModule.forFeature([{ name: 'orders', timeoutMs: 1000 }]);
    const again = DiscoveryModule.forFeature([{ name: 'ORDERS', timeoutMs: 1000 }]);
    await close(await start([once, again]));
    const other = DiscoveryModule.forFeature([{ name: 'orders', timeoutMs: 2000 }]);
    await expect(start([once, other])).rejects.toThrow('given twice');
  });
});

describe('HTTP clients of an application', () => {
  @Injectable()
  class Plain {
    constructor(readonly http: HttpService) {}
  }
  @Module({ imports: [HttpModule.register({})], providers: [Plain] })
  class PlainModule {}

  it('are left alone where only one of its own is wanted', async () => {
    const own = LoadBalancedHttpModule.register({ headers: { 'x-user': 'own' } });
    const app = await start([PlainModule, own], { httpServices: false });
    const balanced = app.get(LoadBalancedHttpService, { strict: false });
    const { data } = await firstValueFrom(balanced.get('http://orders/items/1'));
    expect(data).toEqual({ id: '1', from: 'one', user: 'own' });
    const plain = app.get(Plain, { strict: false }).http;
    await expect(firstValueFrom(plain.get('http://orders/items/1', { timeout: 5000 }))).rejects.not.toMatchObject({
      status: 503,
    });
    await close(app);
  });

  it('may be the HttpService of @nestjs/axios', async () => {
    const app = await start([LoadBalancedHttpModule.register({}, HttpService)], { httpServices: false });
    const { data } = await firstValueFrom(app.get(HttpService, { strict: false }).get('lb://orders/items/2'));
    expect(data).toMatchObject({ id: '2' });
    await close(app);
  });

  it('are as before when the application is closed', async () => {
    const app = await start([PlainModule]);
    const { axiosRef } = app.get(Plain, { strict: false }).http;
    const { adapter } = axiosRef.defaults;
    await close(app);
    expect(axiosRef.defaults.adapter).not.toBe(adapter);
    expect(typeof adapter).toBe('function');
  });
});

describe('typed clients', () => {
  it('are answered by their fallback, which has what it wants injected, and else fail', async () => {
    const app = await start([]);
    const items = app.get(ItemsClient, { strict: false });
    expect(await items.item('5')).toEqual({ id: '5', from: 'hello' });
    await expect(items.all()).rejects.toMatchObject({ status: 503, service: 'nobody' });
    await close(app);
  });

  it('keep methods of their own, and make undefined of 404 where that is wanted', async () => {
    const app = await start([]);
    const failing = app.get(FailingClient, { strict: false });
    expect(await failing.askTwice()).toEqual([undefined, undefined]);
    await expect(failing.ask(400)).rejects.toMatchObject({
      status: 400,
      body: expect.stringContaining('as asked for'),
    });
    await close(app);
  });

  it('are refused when nothing fills a part of the path', () => {
    expect(() => {
      @ServiceClient('orders')
      abstract class Wrong {
        @GetMapping('/items/:id/:part')
        item(@PathVariable('id') id: string): Promise<unknown> {
          return remote(id);
        }
      }
      return Wrong;
    }).toThrow("Wrong.item: nothing fills 'part'");
  });
});
