import { Inject, Injectable, Module } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { describe, expect, it } from '@jest/globals';
import { ManualClock } from '@nest-eureka/time/testing';
import { ApplicationInfoManager } from '../nest/application-info-manager.js';
import { DiscoveryClient } from '../nest/discovery-client.js';
import { DiscoveryModule } from '../nest/discovery.module.js';
import { EurekaClient } from '../nest/eureka-client.js';
import { InjectService } from '../nest/services/inject-service.decorator.js';
import { Service } from '../nest/services/service.js';
import { anInstance } from './an-instance.js';
import { DiscoveryTestingModule } from './discovery-testing.module.js';
import { FakeDiscovery } from './fake-discovery.js';

/** As a host has it. */
@Injectable()
class Checkout {
  constructor(
    @InjectService('orders') readonly orders: Service,
    @Inject(DiscoveryClient) readonly discovery: DiscoveryClient,
    @Inject(ApplicationInfoManager) readonly manager: ApplicationInfoManager,
  ) {}

  get ids(): readonly string[] {
    return this.orders
      .instances()
      .map(({ instanceId }) => instanceId)
      .toSorted();
  }
}

@Module({ providers: [Checkout], exports: [Checkout] })
class CheckoutModule {}

/** Where nobody ever is. */
const nowhere = 'http://registry.invalid:8761/eureka/';

@Module({
  imports: [DiscoveryModule.forRoot({ client: { serviceUrl: { defaultZone: nowhere } } }), CheckoutModule],
})
class ShopModule {}

const services = { orders: [anInstance({ port: 1 }), 'http://127.0.0.1:2'], carts: ['http://127.0.0.1:3'] };

describe('DiscoveryTestingModule', () => {
  it('gives named services to whoever asks for them, as soon as the module is compiled', async () => {
    const module = await Test.createTestingModule({
      imports: [DiscoveryTestingModule.forServices(services), CheckoutModule],
    }).compile();
    const checkout = module.get(Checkout);
    expect(checkout.ids).toEqual(['orders-1', 'orders-2']);
    expect(checkout.discovery.getServices().toSorted()).toEqual(['carts', 'orders']);
    expect(module.get(EurekaClient).getNextServerFromEureka('carts').port.number).toBe(3);
    checkout.manager.setInstanceStatus('DOWN');
    await module.close();
  });

  it('lets changes be seen at once, also by a watch', async () => {
    const module = await Test.createTestingModule({
      imports: [DiscoveryTestingModule.forServices(services), CheckoutModule],
    }).compile();
    await module.init();
    const fake = module.get(FakeDiscovery);
    const checkout = module.get(Checkout);
    const seen: number[] = [];
    checkout.orders.watch().subscribe((instances) => seen.push(instances.length));
    fake.kill('orders-2');
    expect(checkout.ids).toEqual(['orders-1']);
    fake.revive('orders-2');
    expect(checkout.ids).toEqual(['orders-1', 'orders-2']);
    fake.setStatus('orders-1', 'DOWN');
    expect(checkout.ids).toEqual(['orders-2']);
    fake.set('orders', []);
    expect(checkout.ids).toEqual([]);
    await module.get(EurekaClient).refresh();
    expect(checkout.ids).toEqual([]);
    expect(seen).toEqual([2, 1, 2, 1, 0]);
    await module.close();
  });

  it('stands in for the module that a whole application imports', async () => {
    const fake = new FakeDiscovery(services);
    const builder = Test.createTestingModule({ imports: [ShopModule] });
    const app = (await DiscoveryTestingModule.override(builder, fake).compile()).createNestApplication();
    await app.listen(0, '127.0.0.1');
    const client = app.get(EurekaClient);
    expect(app.get(Checkout).ids).toEqual(['orders-1', 'orders-2']);
    expect(client.fetching.source).toBe('registry');
    expect(client.registration).toBeDefined();
    fake.kill('orders-1');
    expect(app.get(Checkout).ids).toEqual(['orders-2']);
    await app.close();
  });

  it('registers the application with the registry in memory, by the clock of the test', async () => {
    const clock = new ManualClock();
    const fake = new FakeDiscovery({}, { clock });
    const module = await Test.createTestingModule({
      imports: [DiscoveryTestingModule.forServices(fake, { applicationName: 'shop', port: 4711 })],
    }).compile();
    const app = module.createNestApplication();
    await app.listen(0, '127.0.0.1');
    await clock.advanceAsync(0);
    const sent = (): readonly string[] =>
      fake.registry.calls.filter(({ name }) => name !== 'read').map(({ name, status }) => `${name} ${status}`);
    expect(sent()).toEqual(['register UP']);
    await clock.advanceAsync(30_000);
    expect(sent()).toEqual(['register UP', 'heartbeat UP']);
    expect(fake.registry.instances).toMatchObject([{ app: 'SHOP', status: 'UP' }]);
    await app.close();
    expect(sent()).toEqual(['register UP', 'heartbeat UP', 'register DOWN', 'cancel undefined']);
    expect(fake.registry.instances).toEqual([]);
    expect(clock.pendingTimers).toBe(0);
  });

  it('goes on with what it knows when its registry breaks down', async () => {
    const clock = new ManualClock();
    const fake = new FakeDiscovery(services, { clock });
    const module = await Test.createTestingModule({
      imports: [DiscoveryTestingModule.forServices(fake), CheckoutModule],
    }).compile();
    await module.init();
    fake.registry.breakDown('refuses');
    const client = module.get(EurekaClient);
    expect(await client.refresh()).toMatchObject({ failures: 1 });
    expect(module.get(Checkout).ids).toHaveLength(2);
    fake.registry.recover();
    await clock.advanceAsync(300_000);
    expect(client.fetching.failures).toBe(0);
    await module.close();
  });
});
