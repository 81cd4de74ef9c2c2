import { describe, expect, it } from '@jest/globals';
import { toServiceInstance } from '../core/service-instance.js';
import { anInstance } from './an-instance.js';
import { FakeDiscovery } from './fake-discovery.js';

const uris = (fake: FakeDiscovery): readonly string[] =>
  fake.registry.instances.map((info) => `${info.app} ${toServiceInstance(info).uri}`);

describe('FakeDiscovery', () => {
  it.each([
    ['http://127.0.0.1:3001', 'ORDERS http://127.0.0.1:3001'],
    ['http://orders.test', 'ORDERS http://orders.test:80'],
    ['https://orders.test', 'ORDERS https://orders.test:443'],
    ['http://[::1]:8080/', 'ORDERS http://[::1]:8080'],
  ])('has an instance at %s', (url, uri) => {
    expect(uris(new FakeDiscovery({ orders: [url] }))).toEqual([uri]);
  });

  it('gives an instance the name of the service that it stands under', () => {
    const { registry } = new FakeDiscovery({ Payments: [anInstance({ port: 1 })] });
    expect(registry.instances).toMatchObject([{ app: 'PAYMENTS', vipAddress: 'payments', instanceId: 'orders-1' }]);
  });

  it('replaces the instances of one service and leaves the others', () => {
    const fake = new FakeDiscovery({ orders: ['http://a:1', 'http://a:2'], carts: ['http://b:1'] });
    fake.set('orders', ['http://a:2', 'http://a:3']);
    expect(uris(fake)).toEqual(['ORDERS http://a:2', 'CARTS http://b:1', 'ORDERS http://a:3']);
  });

  it('names an instance that it does not have, and those that it has', () => {
    const fake = new FakeDiscovery({ orders: ['http://a:1'] });
    const message = 'no such instance: orders-7. There are: orders-1.';
    expect(() => fake.kill('orders-7')).toThrow(message);
    expect(() => fake.revive('orders-7')).toThrow(message);
    expect(() => fake.setStatus('orders-7', 'DOWN')).toThrow(message);
    expect(() => fake.set('orders', ['http://a:1', 'http://b:1'])).toThrow('have the id orders-1');
  });
});
