import { describe, expect, it } from '@jest/globals';
import { appsHashCodeOf, instanceIdOf } from '@nest-eureka/protocol';
import type { Applications, InstanceInfo } from '@nest-eureka/protocol';
import fc from 'fast-check';
import {
  deltaBetween,
  deltaOf,
  inZone,
  knownInstance,
  registryOf,
  withAction,
} from '../../spec-support/known-instances.js';
import { LocalRegistry } from './local-registry.js';
import type { RegistryChange } from './local-registry-change.js';

function localRegistry(instances: readonly InstanceInfo[] = []): LocalRegistry {
  const registry = new LocalRegistry(
    { region: 'eu-west-1', remoteRegions: ['us-east-1'], availabilityZones: new Map(), filterOnlyUpInstances: true },
    { random: () => 0.5 },
  );
  registry.replaceWith(registryOf(instances));
  return registry;
}

/** Few applications, ids and addresses, so that versions of one instance meet. */
const someInstances: fc.Arbitrary<readonly InstanceInfo[]> = fc.uniqueArray(
  fc
    .record({
      app: fc.constantFrom('A', 'B', 'C'),
      number: fc.constantFrom('1', '2', '3'),
      status: fc.constantFrom('UP', 'DOWN', 'STARTING', 'OUT_OF_SERVICE', 'UNKNOWN'),
      vipAddress: fc.constantFrom(undefined, '', 'a', 'b', 'a,b'),
      secureVipAddress: fc.constantFrom(undefined, 'a', 'c'),
    } as const)
    // each id has its zone, as instances do not move
    .map(({ number, ...rest }) => {
      const changes = { ...rest, instanceId: `${rest.app}:${number}` };
      return number === '3' ? inZone('us-east-1c', changes) : knownInstance(changes);
    }),
  { selector: instanceIdOf, maxLength: 9 },
);

const contents = ({ applications }: Applications): unknown =>
  new Map(
    applications
      .flatMap(({ instances }) => instances)
      .map((instance) => [instanceIdOf(instance), { ...instance, actionType: undefined }]),
  );

const VIPS = ['', 'A', 'B', 'C'];
const REGIONS = ['eu-west-1', 'us-east-1'];

/** Everything that a caller can be given, without the order. */
function shown(registry: LocalRegistry): unknown {
  const names = (instances: readonly InstanceInfo[]): string[] => instances.map(instanceIdOf).sort();
  return REGIONS.map((region) => ({
    applications: (registry.getApplicationsForARegion(region)?.applications ?? [])
      .map(({ name, instances, allInstances }) => ({ name, callable: names(instances), all: names(allInstances) }))
      .sort((one, other) => one.name.localeCompare(other.name)),
    plain: VIPS.map((vip) => names(registry.getInstancesByVipAddress(vip, false, region))),
    secure: VIPS.map((vip) => names(registry.getInstancesByVipAddress(vip, true, region))),
  }));
}

describe('a local registry that follows deltas', () => {
  it('equals the full registry that they came from, whatever their number', () => {
    fc.assert(
      fc.property(fc.array(someInstances, { minLength: 2, maxLength: 6 }), (states) => {
        const registry = localRegistry(states[0]);
        for (let step = 1; step < states.length; step++) {
          const delta = deltaBetween(states[step - 1] ?? [], states[step] ?? []);
          expect(registry.apply(delta).hashAgrees).toBe(true);
          const fresh = localRegistry(states[step]);
          expect(contents(registry.everything())).toEqual(contents(fresh.everything()));
          expect(shown(registry)).toEqual(shown(fresh));
        }
      }),
    );
  });

  it('has the hash code that its contents have', () => {
    fc.assert(
      fc.property(someInstances, someInstances, someInstances, (first, second, third) => {
        const registry = localRegistry(first);
        registry.apply(deltaBetween(second, third));
        expect(registry.appsHashCode).toBe(appsHashCodeOf(registry.everything()));
        expect(registry.size).toBe(registry.everything().applications.flatMap(({ instances }) => instances).length);
      }),
    );
  });

  it('tells of the same changes as when it takes the full registry', () => {
    const changesOf = (before: readonly InstanceInfo[], step: (registry: LocalRegistry) => boolean): unknown => {
      const registry = localRegistry(before);
      const told: RegistryChange[] = [];
      registry.onChange((change) => told.push(change));
      expect(step(registry)).toBe(told.length > 0);
      return told.map(({ applications, vipAddresses, secureVipAddresses }) =>
        [applications, vipAddresses, secureVipAddresses].map((names) => [...names].sort()),
      );
    };
    fc.assert(
      fc.property(someInstances, someInstances, (before, after) => {
        const byDelta = changesOf(before, (registry) => registry.apply(deltaBetween(before, after)).changed);
        expect(changesOf(before, (registry) => registry.replaceWith(registryOf(after)))).toEqual(byDelta);
      }),
    );
  });

  it('changes nothing when a delta comes again', () => {
    fc.assert(
      fc.property(someInstances, someInstances, (before, after) => {
        const registry = localRegistry(before);
        const delta = deltaBetween(before, after);
        registry.apply(delta);
        expect(registry.apply(delta)).toEqual({ hashAgrees: true, changed: false });
      }),
    );
  });

  const orders = knownInstance({ vipAddress: 'orders', secureVipAddress: 'orders-tls' });
  const billing = knownInstance({ app: 'BILLING', instanceId: 'b1', vipAddress: 'billing' });

  it('names the applications and addresses that changed, the former ones too', () => {
    const registry = localRegistry([orders, billing]);
    const told: RegistryChange[] = [];
    const cancel = registry.onChange((change) => told.push(change));
    registry.apply(deltaOf([withAction('MODIFIED', { ...orders, vipAddress: 'Shop' })], 'UP_2_'));
    cancel();
    registry.apply(deltaOf([withAction('DELETED', billing)], 'UP_1_'));
    expect(told).toHaveLength(1);
    expect(told[0]?.applications).toEqual(new Set(['ORDERS']));
    expect(told[0]?.vipAddresses).toEqual(new Set(['ORDERS', 'SHOP']));
    expect(told[0]?.secureVipAddresses).toEqual(new Set(['ORDERS-TLS']));
  });

  it.each([
    ['a renewed lease', { leaseInfo: undefined, lastUpdatedTimestamp: 5 }, false],
    ['equal metadata in another object', { metadata: new Map([['a', '1']]) }, false],
    ['another value in the metadata', { metadata: new Map([['a', '2']]) }, true],
    ['another key in the metadata', { metadata: new Map([['b', '1']]) }, true],
    ['another port', { port: { number: 9090, enabled: true } }, true],
    ['another status', { status: 'DOWN' }, true],
    ['another data centre', { dataCenterInfo: { name: 'Netflix' } }, true],
  ] as const)('takes %s for a change or not: %j', (_, change, isChange) => {
    const known = knownInstance({ metadata: new Map([['a', '1']]) });
    const registry = localRegistry([known]);
    const changed = withAction('MODIFIED', { ...known, ...change });
    expect(registry.apply(deltaOf([changed], undefined)).changed).toBe(isChange);
    expect(registry.find('ORDERS', 'o1')).toBe(isChange ? changed : known);
  });

  it('drops an application with its last instance, and its address', () => {
    const registry = localRegistry([orders]);
    registry.apply(deltaOf([withAction('DELETED', orders)], ''));
    expect(registry.getApplications().applications).toEqual([]);
    expect(registry.getInstancesByVipAddress('orders')).toEqual([]);
    expect(registry.getInstancesByVipAddress('orders-tls', true)).toEqual([]);
    expect(registry.getInstancesById('o1')).toEqual([]);
    expect(registry.size).toBe(0);
  });

  it('shortens the list of an address when an instance goes down', () => {
    const registry = localRegistry([orders, { ...orders, instanceId: 'o2' }]);
    expect(registry.getInstancesByVipAddress('orders')).toHaveLength(2);
    registry.apply(deltaOf([withAction('MODIFIED', { ...orders, status: 'DOWN' })], 'DOWN_1_UP_1_'));
    expect(registry.getInstancesByVipAddress('orders').map(instanceIdOf)).toEqual(['o2']);
    expect(registry.appsHashCode).toBe('DOWN_1_UP_1_');
  });

  it('ignores an instance without an action', () => {
    const registry = localRegistry([orders]);
    registry.apply(deltaOf([{ ...orders, status: 'DOWN' }], 'UP_1_'));
    expect(registry.statusOf('ORDERS', 'o1')).toBe('UP');
  });

  it('says when the hash does not agree, and has the version of the delta', () => {
    const registry = localRegistry([orders]);
    expect(registry.apply(deltaOf([withAction('ADDED', billing)], 'UP_3_')).hashAgrees).toBe(false);
    expect(registry.apply(deltaOf([], undefined)).hashAgrees).toBe(false);
    expect(registry.version).toBe(7);
  });

  it('goes on with the turns of an address through deltas and full fetches', () => {
    const three = ['1', '2', '3'].map((instanceId) => knownInstance({ instanceId }));
    const registry = localRegistry(three);
    const picks = new Set<string>();
    const pick = (): void => void picks.add(instanceIdOf(registry.getNextServerFromEureka('orders')));
    pick();
    registry.apply(deltaOf([withAction('MODIFIED', billing)], 'UP_4_'));
    pick();
    registry.replaceWith(registryOf(three));
    pick();
    expect(picks.size).toBe(3);
  });

  it('takes a large registry and a large delta in turns, to the same end', async () => {
    const all = Array.from({ length: 1200 }, (_, index) => knownInstance({ instanceId: `o${index}` }));
    const down = all.map((instance): InstanceInfo => ({ ...instance, status: 'DOWN' }));
    const registry = localRegistry();
    const told: RegistryChange[] = [];
    registry.onChange((change) => told.push(change));
    const seen: number[] = [];
    const nextTurn = async (): Promise<boolean> => {
      seen.push(registry.getInstancesByVipAddress('orders').length);
      return true;
    };
    expect(await registry.replaceInTurns(registryOf(all), nextTurn)).toBe(true);
    expect(await registry.applyInTurns(deltaBetween(all, down), nextTurn)).toEqual({ hashAgrees: true, changed: true });
    expect(seen).toEqual([249, 499, 749, 999, 951, 701, 451, 201]);
    expect(told).toHaveLength(2);
    expect(registry.appsHashCode).toBe('DOWN_1200_');
    expect(contents(registry.everything())).toEqual(contents(registryOf(down)));
  });

  it('tells of nothing when a large registry is given up between two turns', async () => {
    const all = Array.from({ length: 600 }, (_, index) => knownInstance({ instanceId: `o${index}` }));
    const registry = localRegistry();
    const told: RegistryChange[] = [];
    registry.onChange((change) => told.push(change));
    expect(await registry.replaceInTurns(registryOf(all), async () => false)).toBeUndefined();
    expect(await registry.applyInTurns(deltaBetween([], all), async () => false)).toBeUndefined();
    expect(told).toEqual([]);
    expect(registry.version).toBe(1);
  });
});
