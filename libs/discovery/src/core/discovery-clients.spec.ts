import { describe, expect, it } from '@jest/globals';
import { knownInstance, registryOf } from '../../spec-support/known-instances.js';
import { CompositeDiscoveryClient } from './composite-discovery-client.js';
import type { DiscoveryClient } from './discovery-client.js';
import { EurekaDiscoveryClient } from './eureka-discovery-client.js';
import { LocalRegistry } from './local-registry.js';
import { StaticDiscoveryClient } from './static-discovery-client.js';

function eurekaClient(order?: number): { client: EurekaDiscoveryClient; registry: LocalRegistry } {
  const registry = new LocalRegistry(
    { region: 'eu-west-1', remoteRegions: [], availabilityZones: new Map(), filterOnlyUpInstances: true },
    { random: () => 0.5 },
  );
  registry.replaceWith(
    registryOf([
      knownInstance({ instanceId: 'o1', vipAddress: 'shop' }),
      knownInstance({ app: 'BILLING', instanceId: 'b1', vipAddress: 'billing', status: 'DOWN' }),
      knownInstance({ app: 'SECRETS', instanceId: 's1', vipAddress: undefined, secureVipAddress: 'secrets' }),
    ]),
  );
  return { client: new EurekaDiscoveryClient(registry, order), registry };
}

describe('the discovery client of a registry', () => {
  it('names applications that can be called, and finds instances by VIP address', () => {
    const { client } = eurekaClient();
    expect(client.getServices()).toEqual(['orders', 'secrets']);
    expect(client.getInstances('SHOP').map(({ instanceId, serviceId }) => [instanceId, serviceId])).toEqual([
      ['o1', 'ORDERS'],
    ]);
    expect(client.getInstances('orders')).toEqual([]);
    expect(client.getInstances('billing')).toEqual([]);
    expect(client.getInstances('secrets')).toEqual([]);
  });

  it('gives the same object for an instance as long as that does not change', () => {
    const { client, registry } = eurekaClient();
    const [before] = client.getInstances('shop');
    expect(client.getInstances('shop')[0]).toBe(before);
    registry.replaceWith(registryOf([knownInstance({ vipAddress: 'shop', port: { number: 9090, enabled: true } })]));
    expect(client.getInstances('shop')[0]?.port).toBe(9090);
  });

  it('has the order it was given, else 0', () => {
    expect(eurekaClient(7).client.order).toBe(7);
    expect(eurekaClient().client.order).toBe(0);
  });
});

describe('a static discovery client', () => {
  it('finds instances by URI or by host and port, whatever the case of the name', () => {
    const client = new StaticDiscoveryClient({
      Orders: [
        { uri: 'https://web1.example.com/orders', metadata: { zone: 'z1' } },
        { instanceId: 'two', host: '::1', port: 8080 },
      ],
    });
    expect(client.getServices()).toEqual(['Orders']);
    const [first, second] = client.getInstances('oRDERS');
    expect(first).toEqual({
      instanceId: 'web1.example.com:443',
      serviceId: 'Orders',
      host: 'web1.example.com',
      port: 443,
      secure: true,
      scheme: 'https',
      uri: 'https://web1.example.com:443',
      metadata: new Map([['zone', 'z1']]),
      instanceInfo: undefined,
    });
    expect(second).toMatchObject({ instanceId: 'two', uri: 'http://[::1]:8080', secure: false });
    expect(client.getInstances('nobody')).toEqual([]);
  });

  it('finds nothing under the names that objects have by themselves', () => {
    const client = new StaticDiscoveryClient({});
    expect(client.getInstances('constructor')).toEqual([]);
    expect(client.getInstances('__proto__')).toEqual([]);
  });

  it.each(['web1:8080', 'ftp://user:secret@web1/', ''])('refuses the URI %j without showing credentials', (uri) => {
    const build = (): unknown => new StaticDiscoveryClient({ orders: [{ uri }] });
    expect(build).toThrow(
      expect.objectContaining({
        code: 'EUREKA_STATIC_INSTANCE_INVALID',
        message: expect.stringMatching(/^An instance of 'orders'(?!.*secret)/),
      }),
    );
  });
});

describe('a composite discovery client', () => {
  const fixed = (order: number, port: number): StaticDiscoveryClient =>
    new StaticDiscoveryClient({ orders: [{ host: 'fixed', port }], shop: [{ host: 'fixed', port }] }, order);

  it('takes the instances of the first client in order that has any', () => {
    const { client: eureka } = eurekaClient(1);
    const uri = (clients: readonly DiscoveryClient[], service: string): string | undefined =>
      new CompositeDiscoveryClient(clients).getInstances(service)[0]?.uri;
    expect(uri([eureka, fixed(2, 1)], 'shop')).toBe('http://orders-1.example:8080');
    expect(uri([eureka, fixed(0, 1)], 'shop')).toBe('http://fixed:1');
    expect(uri([eureka, fixed(2, 1)], 'orders')).toBe('http://fixed:1');
    expect(uri([fixed(1, 1), fixed(1, 2)], 'orders')).toBe('http://fixed:1');
    expect(uri([eureka], 'nobody')).toBeUndefined();
  });

  it('names every service once, in the order of the clients', () => {
    const composite = new CompositeDiscoveryClient([fixed(5, 1), eurekaClient(1).client]);
    expect(composite.getServices()).toEqual(['orders', 'secrets', 'shop']);
    expect(composite.clients.map(({ order }) => order)).toEqual([1, 5]);
  });

  it('passes a probe only when all its clients do', () => {
    const broken: DiscoveryClient = {
      description: 'broken',
      order: 9,
      getServices: () => [],
      getInstances: () => [],
      probe: () => {
        throw new Error('cannot answer');
      },
    };
    expect(() => new CompositeDiscoveryClient([fixed(1, 1)]).probe()).not.toThrow();
    expect(() => new CompositeDiscoveryClient([fixed(1, 1), broken]).probe()).toThrow('cannot answer');
  });
});
