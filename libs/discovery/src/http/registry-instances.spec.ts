import { beforeEach, describe, expect, it } from '@jest/globals';
import { ManualClock } from '@nest-eureka/time/testing';
import { sampleInstance } from '../../spec-support/sample-instance.js';
import { CompositeDiscoveryClient } from '../core/composite-discovery-client.js';
import { EurekaDiscoveryClient } from '../core/eureka-discovery-client.js';
import { LocalRegistry } from '../core/local-registry.js';
import { StaticDiscoveryClient } from '../core/static-discovery-client.js';
import { RegistryInstances } from './registry-instances.js';
import { ServiceCallers } from './service-callers.js';

let registry: LocalRegistry;
let instances: RegistryInstances;

beforeEach(() => {
  const settings = {
    filterOnlyUpInstances: true,
    region: 'us-east-1',
    remoteRegions: [],
    availabilityZones: new Map<string, readonly string[]>(),
  };
  registry = new LocalRegistry(settings, { random: () => 0.5 });
  const listed = new StaticDiscoveryClient({
    Legacy: [{ uri: 'https://10.1.1.1:8443' }, { host: '10.1.1.2', port: 80 }],
  });
  const discovery = new CompositeDiscoveryClient([new EurekaDiscoveryClient(registry), listed]);
  instances = new RegistryInstances(registry, discovery, () => true);
});

function register(...statuses: readonly ('UP' | 'DOWN')[]): void {
  const orders = statuses.map((status, index) => sampleInstance({ instanceId: `orders-${index}`, status }));
  const applications = orders.length === 0 ? [] : [{ name: 'ORDERS', instances: orders }];
  registry.replaceWith({ versionsDelta: 1, appsHashCode: '', applications });
}

const statusesOf = (service: string): string[] => instances.instancesOf(service).map(({ status }) => status);

describe('the instances of a service', () => {
  it('are those of the registry in any case of letters, and those that are not UP behind them', () => {
    register('DOWN', 'UP', 'UP');
    expect(statusesOf('orders')).toEqual(['UP', 'UP', 'DOWN']);
    expect(statusesOf('ORDERS')).toEqual(['UP', 'UP', 'DOWN']);
    expect(statusesOf('taxes')).toEqual([]);
  });

  it('are those of the configured list, the same objects each time, called where they are', () => {
    const [first, second] = instances.instancesOf('legacy');
    expect(instances.instancesOf('LEGACY')[0]).toBe(first);
    const called = [first, second].map((info) => info && instances.serviceInstanceOf(info));
    expect(called.map((instance) => instance?.uri)).toEqual(['https://10.1.1.1:8443', 'http://10.1.1.2:80']);
  });

  it('are known by name as long as the application runs, also when the last one is gone', () => {
    expect(instances.isKnown('orders')).toBe(false);
    register('DOWN');
    expect([instances.isKnown('orders'), instances.isKnown('legacy')]).toEqual([true, true]);
    register();
    expect([instances.isKnown('Orders'), instances.isKnown('taxes')]).toEqual([true, false]);
  });

  it('tell by name when they change', () => {
    const told: string[][] = [];
    const stop = instances.onChange((services) => told.push([...services]));
    register('UP');
    stop();
    register('UP', 'UP');
    expect(told).toEqual([['ORDERS']]);
  });
});

describe('calls to services that come and go', () => {
  it('follow the registry, and find out why nobody answers', async () => {
    const deps = { source: instances, clock: new ManualClock(), random: () => 0.5, instanceId: '', listeners: {} };
    const callers = new ServiceCallers({}, deps);
    const chosen = (): string => {
      const instance = callers.choose('orders');
      return typeof instance === 'string' ? instance : instance.instanceId;
    };
    expect(chosen()).toBe('none-registered');
    register('UP');
    expect(chosen()).toBe('orders-0');
    register('DOWN');
    expect(chosen()).toBe('all-down');
    register();
    expect(chosen()).toBe('none-registered');
    register('DOWN', 'UP');
    expect(chosen()).toBe('orders-1');
    expect(callers.instancesOf('orders').map(({ instanceId }) => instanceId)).toEqual(['orders-1']);
    callers.close();
    register('DOWN');
    expect(callers.targetOf('http://orders/')).toMatchObject({ type: 'service', service: 'orders' });
  });
});
