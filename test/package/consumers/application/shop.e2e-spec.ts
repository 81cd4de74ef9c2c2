import { expect, it } from '@jest/globals';
import { Test } from '@nestjs/testing';
import { DiscoveryTestingModule, FakeDiscovery } from '@nest-eureka/discovery/testing';
import { ShopModule } from './shop.module.js';
import { Shop } from './shop.js';

it('an application is tested with named services in place of a registry', async () => {
  const fake = new FakeDiscovery({ orders: ['http://127.0.0.1:3001'] });
  const builder = Test.createTestingModule({ imports: [ShopModule] });
  const app = (await DiscoveryTestingModule.override(builder, fake).compile()).createNestApplication();
  await app.listen(0, '127.0.0.1');
  const { orders } = app.get(Shop);
  expect(orders.instances().map(({ uri }) => uri)).toEqual(['http://127.0.0.1:3001']);
  fake.kill('orders-3001');
  expect(orders.instances()).toEqual([]);
  await app.close();
});
