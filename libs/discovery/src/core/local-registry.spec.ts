import { describe, expect, it } from '@jest/globals';
import { instanceIdOf } from '@nest-eureka/protocol';
import type { InstanceInfo } from '@nest-eureka/protocol';
import { deltaOf, inZone, knownInstance, registryOf, withAction } from '../../spec-support/known-instances.js';
import { LocalRegistry } from './local-registry.js';
import type { LocalRegistrySettings } from './local-registry.js';
import { MissingNameError } from './missing-name-error.js';
import { NoInstanceError } from './no-instance-error.js';

function localRegistry(settings: Partial<LocalRegistrySettings> = {}, instances: readonly InstanceInfo[] = []) {
  const registry = new LocalRegistry(
    {
      region: 'eu-west-1',
      remoteRegions: [],
      availabilityZones: new Map(),
      filterOnlyUpInstances: true,
      ...settings,
    },
    { random: () => 0.5 },
  );
  if (instances.length > 0) registry.replaceWith(registryOf(instances));
  return registry;
}

const ids = (instances: readonly InstanceInfo[]): string[] => instances.map(instanceIdOf).sort();

const up1 = knownInstance({ instanceId: 'o1' });
const up2 = knownInstance({ instanceId: 'o2' });
const down = knownInstance({ instanceId: 'o3', status: 'DOWN' });
const billing = knownInstance({ app: 'BILLING', instanceId: 'b1', vipAddress: 'billing', secureVipAddress: 'pay' });

describe('a local registry before the first fetch', () => {
  it('answers every look-up with nothing', () => {
    const registry = localRegistry();
    expect(registry.version).toBe(-1);
    expect(registry.size).toBe(0);
    expect(registry.appsHashCode).toBe('');
    expect(registry.getApplications().applications).toEqual([]);
    expect(registry.getApplication('orders')).toBeUndefined();
    expect(registry.getInstancesByVipAddress('orders')).toEqual([]);
    expect(registry.getInstancesById('o1')).toEqual([]);
    expect(registry.services()).toEqual([]);
    expect(registry.statusOf('ORDERS', 'o1')).toBe('UNKNOWN');
    expect(registry.getAllKnownRegions()).toEqual(['eu-west-1']);
  });
});

describe('look-ups in a local registry', () => {
  const registry = localRegistry({}, [up1, up2, down, billing]);

  it('find an application by its name in any case, with the callable instances and with all', () => {
    const application = registry.getApplication('oRdErs');
    expect(ids(application?.instances ?? [])).toEqual(['o1', 'o2']);
    expect(ids(application?.allInstances ?? [])).toEqual(['o1', 'o2', 'o3']);
  });

  it('count all instances in size and hash, whatever their status', () => {
    expect(registry.size).toBe(4);
    expect(registry.appsHashCode).toBe('DOWN_1_UP_3_');
    expect(registry.getApplications().appsHashCode).toBe('DOWN_1_UP_3_');
  });

  it('find an instance by its id also when it is down', () => {
    expect(registry.getInstancesById('o3')).toEqual([down]);
    expect(registry.find('orders', 'o3')).toBe(down);
    expect(registry.statusOf('orders', 'o3')).toBe('DOWN');
  });

  it('find every instance of an id, of whichever application', () => {
    const twins = localRegistry({}, [up1, { ...billing, instanceId: 'o1' }]);
    expect(twins.getInstancesById('o1').map(({ app }) => app)).toEqual(['ORDERS', 'BILLING']);
  });

  it('keep plain and secure addresses apart', () => {
    expect(ids(registry.getInstancesByVipAddress('Billing'))).toEqual(['b1']);
    expect(registry.getInstancesByVipAddress('billing', true)).toEqual([]);
    expect(ids(registry.getInstancesByVipAddress('PAY', true))).toEqual(['b1']);
    expect(registry.getInstancesByVipAddress('pay')).toEqual([]);
  });

  it('give the instances of an address in turn', () => {
    const seen = [1, 2, 3, 4].map(() => instanceIdOf(registry.getNextServerFromEureka('orders')));
    expect([...new Set(seen.slice(0, 2))].sort()).toEqual(['o1', 'o2']);
    expect(seen.slice(2)).toEqual(seen.slice(0, 2));
  });

  it('fail with the name and the known services when nobody can be called', () => {
    const look = (): unknown => registry.getNextServerFromEureka('shipping');
    expect(look).toThrow(NoInstanceError);
    expect(look).toThrow(
      expect.objectContaining({
        code: 'EUREKA_NO_INSTANCE',
        service: 'shipping',
        knownServices: ['orders', 'billing'],
        message: "No instance can be called under the name 'shipping'. Known services: orders, billing.",
      }),
    );
    const allDown = localRegistry({}, [down]);
    expect(() => allDown.getNextServerFromEureka('orders')).toThrow('No service is known at all.');
  });

  it('by address and application take either or both, and not neither', () => {
    const spaced = knownInstance({ app: 'STOCK', instanceId: 's1', vipAddress: 'stock, shelf' });
    const both = localRegistry({}, [up1, billing, spaced]);
    expect(ids(both.getInstancesByVipAddressAndAppName('orders', undefined))).toEqual(['o1']);
    expect(ids(both.getInstancesByVipAddressAndAppName(undefined, 'billing'))).toEqual(['b1']);
    expect(ids(both.getInstancesByVipAddressAndAppName('shelf', 'stock'))).toEqual(['s1']);
    expect(ids(both.getInstancesByVipAddressAndAppName('pay', 'billing', true))).toEqual(['b1']);
    expect(both.getInstancesByVipAddressAndAppName('orders', 'billing')).toEqual([]);
    expect(both.getInstancesByVipAddressAndAppName(undefined, 'nobody')).toEqual([]);
    expect(() => both.getInstancesByVipAddressAndAppName(undefined, undefined)).toThrow(MissingNameError);
  });
});

describe('the addresses of an instance', () => {
  const search = (address: string | undefined, wanted: string): readonly InstanceInfo[] =>
    localRegistry({}, [knownInstance({ vipAddress: address })]).getInstancesByVipAddress(wanted);

  it.each([
    ['none', undefined, '', 0],
    ['the empty one', '', '', 1],
    ['one', 'orders', 'ORDERS', 1],
    ['one in mixed case', 'OrDers', 'oRders', 1],
    ['the first of two', 'a,b', 'a', 1],
    ['the second of two', 'a,b', 'B', 1],
    ['not both as one', 'a,b', 'a,b', 0],
    ['a name behind a space, as it stands', 'a, b', ' b', 1],
    ['not a name behind a space, trimmed', 'a, b', 'b', 0],
    ['the same twice', 'a,a', 'a', 1],
  ])('are %s', (_, address, wanted, found) => {
    expect(search(address, wanted)).toHaveLength(found);
  });

  it('may overlap with those of others', () => {
    const registry = localRegistry({}, [
      knownInstance({ instanceId: '1', vipAddress: 'a,b' }),
      knownInstance({ instanceId: '2', vipAddress: 'b,c' }),
      knownInstance({ instanceId: '3', vipAddress: 'c,d,e' }),
    ]);
    const found = ['a', 'b', 'c', 'd', 'e'].map((name) => ids(registry.getInstancesByVipAddress(name)));
    expect(found).toEqual([['1'], ['1', '2'], ['2', '3'], ['3'], ['3']]);
  });
});

describe('the filter on instances that are UP', () => {
  it.each([
    ['keeps those that are', true, [up1, up2, down], 2],
    ['leaves none of one that is not', true, [down], 0],
    ['shows all when it is off', false, [up1, up2, down], 3],
  ])('%s', (_, filterOnlyUpInstances, instances, shown) => {
    const registry = localRegistry({ filterOnlyUpInstances }, instances);
    expect(registry.getInstancesByVipAddress('orders')).toHaveLength(shown);
    expect(registry.getApplication('orders')?.instances).toHaveLength(shown);
    expect(registry.getApplication('orders')?.allInstances).toHaveLength(instances.length);
    expect(registry.services()).toEqual(shown > 0 ? ['orders'] : []);
  });
});

describe('what a reader was given', () => {
  it('stays as it was when the registry changes', () => {
    const registry = localRegistry({}, [up1, up2, billing]);
    const [applications, list] = [registry.getApplications(), registry.getInstancesByVipAddress('orders')];
    registry.apply(deltaOf([withAction('DELETED', up1)], 'UP_2_'));
    expect(list).toHaveLength(2);
    expect(applications.applications[0]?.instances).toHaveLength(2);
    expect(registry.getInstancesByVipAddress('orders')).toEqual([up2]);
    expect(() => (list as InstanceInfo[]).pop()).toThrow(TypeError);
  });

  it('is the same object again where nothing changed', () => {
    const registry = localRegistry({}, [up1, up2, billing]);
    const before = registry.getApplication('billing');
    const list = registry.getInstancesByVipAddress('billing');
    registry.apply(deltaOf([withAction('DELETED', up1)], 'UP_2_'));
    expect(registry.getApplication('billing')).toBe(before);
    expect(registry.getInstancesByVipAddress('billing')).toBe(list);
  });

  it('is in an order that random numbers decide', () => {
    const many = Array.from({ length: 20 }, (_, index) => knownInstance({ instanceId: `o${index}` }));
    const orderWith = (random: () => number): string[] => {
      const registry = new LocalRegistry(
        { region: 'r', remoteRegions: [], availabilityZones: new Map(), filterOnlyUpInstances: true },
        { random },
      );
      registry.replaceWith(registryOf(many));
      return registry.getInstancesByVipAddress('orders').map(instanceIdOf);
    };
    expect(orderWith(() => 0)).not.toEqual(orderWith(() => 0.5));
    expect(orderWith(() => 0).sort()).toEqual(many.map(instanceIdOf).sort());
  });
});

describe('remote regions', () => {
  const remote = inZone('us-east-1c', { instanceId: 'r1' });
  const remoteDown = inZone('us-east-1d', { instanceId: 'r2', status: 'DOWN' });
  const regional = (instances: readonly InstanceInfo[]): LocalRegistry =>
    localRegistry({ remoteRegions: ['us-east-1'] }, instances);

  it('are kept apart from the own one, in lists and in look-ups', () => {
    const registry = regional([up1, billing, remote, remoteDown]);
    expect(registry.getAllKnownRegions()).toEqual(['eu-west-1', 'us-east-1']);
    expect(ids(registry.getInstancesByVipAddress('orders'))).toEqual(['o1']);
    expect(ids(registry.getInstancesByVipAddress('orders', false, 'us-east-1'))).toEqual(['r1']);
    expect(registry.getInstancesByVipAddress('orders', false, 'mars')).toEqual([]);
    expect(registry.getApplicationsForARegion('us-east-1')?.applications.map(({ name }) => name)).toEqual(['ORDERS']);
    expect(registry.getApplicationsForARegion('eu-west-1')).toEqual(registry.getApplications());
    expect(registry.getApplicationsForARegion('mars')).toBeUndefined();
  });

  it('count in the hash with all their instances', () => {
    expect(regional([up1, remote, remoteDown]).appsHashCode).toBe('DOWN_1_UP_2_');
  });

  it('appear with the first delta that brings one of their instances', () => {
    const registry = regional([up1]);
    expect(registry.getAllKnownRegions()).toEqual(['eu-west-1']);
    expect(registry.apply(deltaOf([withAction('ADDED', remote)], 'UP_2_')).hashAgrees).toBe(true);
    expect(registry.getAllKnownRegions()).toEqual(['eu-west-1', 'us-east-1']);
    expect(registry.find('orders', 'r1')?.instanceId).toBe('r1');
  });

  it('are known no more when a full registry has none of their instances', () => {
    const registry = regional([up1, remote]);
    registry.replaceWith(registryOf([up1]));
    expect(registry.getAllKnownRegions()).toEqual(['eu-west-1']);
    expect(registry.getApplicationsForARegion('us-east-1')).toBeUndefined();
    registry.replaceWith(registryOf([]));
    expect(registry.getAllKnownRegions()).toEqual(['eu-west-1']);
  });

  it('stay part of the own one when they are not configured', () => {
    const registry = localRegistry({}, [up1, remote]);
    expect(ids(registry.getInstancesByVipAddress('orders'))).toEqual(['o1', 'r1']);
  });

  it('take nothing that has no data centre', () => {
    const registry = regional([up1]);
    const nameless = knownInstance({ instanceId: 'n1', dataCenterInfo: { name: null } });
    const none = knownInstance({ instanceId: 'n2', dataCenterInfo: undefined, status: 'DOWN' });
    registry.apply(deltaOf([withAction('ADDED', nameless), withAction('ADDED', none)], 'DOWN_1_UP_2_'));
    expect(registry.appsHashCode).toBe('DOWN_1_UP_2_');
    expect(registry.getAllKnownRegions()).toEqual(['eu-west-1']);
  });
});
