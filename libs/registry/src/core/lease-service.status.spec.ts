import { describe, expect, it } from '@jest/globals';
import type { InstanceInfo } from '@nest-eureka/protocol';
import { sampleInstance } from '../../spec-support/sample-instance.js';
import { NETFLIX, sampleRegistry, UNGUARDED } from '../../spec-support/sample-registry.js';
import type { SampleRegistry } from '../../spec-support/sample-registry.js';

function registered(changes: Partial<InstanceInfo> = {}, settings = UNGUARDED): SampleRegistry {
  const registry = sampleRegistry(settings);
  registry.leases.register('ORDERS', sampleInstance(changes), 'client');
  return registry;
}

function stored(registry: SampleRegistry): InstanceInfo {
  return registry.store.find('ORDERS', 'i-1')!.instance;
}

describe('LeaseService.overrideStatus', () => {
  it('sets status and override, renews the lease and says modified', () => {
    const registry = registered();
    const previous = stored(registry);
    registry.clock.advance(4_000);
    const outcome = registry.leases.overrideStatus('orders', 'i-1', 'OUT_OF_SERVICE', undefined, 'client');
    expect(outcome).toEqual({ kind: 'changed' });
    const lease = registry.store.find('ORDERS', 'i-1')!;
    expect(lease.instance).toEqual({
      ...previous,
      status: 'OUT_OF_SERVICE',
      overriddenStatus: 'OUT_OF_SERVICE',
      actionType: 'MODIFIED',
      lastUpdatedTimestamp: registry.clock.now(),
    });
    expect(lease.renewedAt).toBe(4_000);
    expect([...registry.overrides.snapshot()]).toEqual([['i-1', 'OUT_OF_SERVICE']]);
    expect(registry.heard.last).toEqual({
      type: 'status-changed',
      lease,
      origin: 'client',
      previous,
      cause: 'override-set',
    });
  });

  it('records no override for the status that is there already, and renews all the same', () => {
    const registry = registered();
    registry.clock.advance(4_000);
    expect(registry.leases.overrideStatus('ORDERS', 'i-1', 'UP', 9000, 'peer')).toEqual({ kind: 'changed' });
    expect(registry.overrides.size).toBe(0);
    expect(stored(registry)).toMatchObject({ actionType: 'ADDED', lastDirtyTimestamp: 1000 });
    const lease = registry.store.find('ORDERS', 'i-1')!;
    expect(lease.renewedAt).toBe(4_000);
    expect(registry.heard.last).toEqual({ type: 'status-confirmed', lease, origin: 'peer', cause: 'override-set' });
  });

  it.each([
    [undefined, 1000],
    [999, 1000],
    [1001, 1001],
  ])('with dirty time %s makes 1000 into %i', (dirty, expected) => {
    const registry = registered();
    registry.leases.overrideStatus('ORDERS', 'i-1', 'DOWN', dirty, 'peer');
    expect(stored(registry).lastDirtyTimestamp).toBe(expected);
  });

  it('notes the first time of being up', () => {
    const registry = registered({ status: 'STARTING' });
    registry.clock.advance(5);
    registry.leases.overrideStatus('ORDERS', 'i-1', 'UP', undefined, 'client');
    expect(registry.store.find('ORDERS', 'i-1')?.serviceUpAt).toBe(registry.clock.now());
  });

  it("doubles the lease as a renewal does under Netflix's rule", () => {
    const registry = registered({}, NETFLIX);
    registry.clock.advance(4_000);
    registry.leases.overrideStatus('ORDERS', 'i-1', 'DOWN', undefined, 'client');
    const lease = registry.store.find('ORDERS', 'i-1')!;
    expect(lease.lastRenewalAt - lease.registeredAt).toBe(94_000);
    expect(lease.expiresAt).toBe(184_000);
  });
});

describe('LeaseService.removeOverride', () => {
  it('takes the override away and sets the status that is named', () => {
    const registry = registered();
    registry.leases.overrideStatus('ORDERS', 'i-1', 'OUT_OF_SERVICE', undefined, 'client');
    const previous = stored(registry);
    registry.clock.advance(2_000);
    expect(registry.leases.removeOverride('orders', 'i-1', 'DOWN', 2000, 'client')).toEqual({ kind: 'changed' });
    const lease = registry.store.find('ORDERS', 'i-1')!;
    expect(lease.instance).toEqual({
      ...previous,
      status: 'DOWN',
      overriddenStatus: 'UNKNOWN',
      lastDirtyTimestamp: 2000,
      lastUpdatedTimestamp: registry.clock.now(),
    });
    expect(registry.overrides.size).toBe(0);
    expect(lease.renewedAt).toBe(2_000);
    expect(registry.heard.last).toMatchObject({ type: 'status-changed', cause: 'override-removed', previous });
  });

  it('changes nothing where there is no override, and renews all the same', () => {
    const registry = registered();
    const before = stored(registry);
    registry.clock.advance(2_000);
    expect(registry.leases.removeOverride('ORDERS', 'i-1', 'DOWN', 9000, 'client')).toEqual({ kind: 'changed' });
    expect(stored(registry)).toBe(before);
    expect(registry.store.find('ORDERS', 'i-1')?.renewedAt).toBe(2_000);
    expect(registry.heard.last).toMatchObject({ type: 'status-confirmed', cause: 'override-removed' });
  });

  it('of an instance that was not up yet notes no time of being up', () => {
    const registry = registered({ status: 'STARTING' });
    registry.leases.overrideStatus('ORDERS', 'i-1', 'DOWN', undefined, 'client');
    registry.leases.removeOverride('ORDERS', 'i-1', 'UP', undefined, 'client');
    expect(registry.store.find('ORDERS', 'i-1')?.serviceUpAt).toBe(0);
  });

  it('to UNKNOWN makes the next heartbeat ask for a registration', () => {
    const registry = registered();
    registry.leases.overrideStatus('ORDERS', 'i-1', 'OUT_OF_SERVICE', undefined, 'client');
    registry.leases.removeOverride('ORDERS', 'i-1', 'UNKNOWN', undefined, 'client');
    expect(registry.leases.renew('ORDERS', 'i-1', {}, 'client')).toEqual({ kind: 'unknown' });
  });
});

describe('an override over time', () => {
  it('survives registrations until it is removed', () => {
    const registry = registered({ lastDirtyTimestamp: 100 });
    const newer = sampleInstance({ lastDirtyTimestamp: 200 });
    registry.leases.overrideStatus('ORDERS', 'i-1', 'OUT_OF_SERVICE', 0, 'client');
    registry.leases.register('ORDERS', newer, 'client');
    expect(stored(registry).status).toBe('OUT_OF_SERVICE');
    registry.leases.removeOverride('ORDERS', 'i-1', 'DOWN', 0, 'client');
    expect(stored(registry).status).toBe('DOWN');
    registry.leases.register('ORDERS', newer, 'client');
    expect(stored(registry).status).toBe('UP');
  });

  it('comes back into force with a renewal when the stored status has lost it', () => {
    const registry = registered();
    registry.leases.overrideStatus('ORDERS', 'i-1', 'OUT_OF_SERVICE', undefined, 'client');
    const lease = registry.store.find('ORDERS', 'i-1')!;
    registry.store.replaceInstance(lease, { ...lease.instance, status: 'UP' });
    registry.leases.renew('ORDERS', 'i-1', {}, 'client');
    expect(stored(registry).status).toBe('OUT_OF_SERVICE');
  });

  it('yields to an instance that says it is starting', () => {
    const registry = registered();
    registry.leases.overrideStatus('ORDERS', 'i-1', 'OUT_OF_SERVICE', undefined, 'client');
    registry.leases.register('ORDERS', sampleInstance({ status: 'STARTING' }), 'client');
    expect(stored(registry).status).toBe('STARTING');
  });

  it('holds for every application that has an instance with the id', () => {
    const registry = registered();
    registry.leases.register('STOCK', sampleInstance({ app: 'STOCK' }), 'client');
    registry.leases.overrideStatus('STOCK', 'i-1', 'OUT_OF_SERVICE', undefined, 'client');
    registry.leases.renew('ORDERS', 'i-1', {}, 'client');
    expect(stored(registry).status).toBe('OUT_OF_SERVICE');
  });
});

describe('an instance whose lease has run out', () => {
  const calls: [string, (registry: SampleRegistry) => { kind: string }][] = [
    ['a status', ({ leases }) => leases.overrideStatus('ORDERS', 'i-1', 'DOWN', undefined, 'client')],
    ['an override removal', ({ leases }) => leases.removeOverride('ORDERS', 'i-1', 'DOWN', undefined, 'client')],
    ['metadata', ({ leases }) => leases.updateMetadata('ORDERS', 'i-1', new Map())],
  ];

  it.each(calls)('is not known to %s call', (_, call) => {
    const registry = registered();
    registry.clock.advance(90_000);
    expect(call(registry).kind).toBe('changed');
    registry.clock.advance(90_001);
    expect(call(registry).kind).toBe('unknown');
    expect(registry.store.find('ORDERS', 'i-1')?.isExpired(registry.clock.monotonic())).toBe(true);
  });

  it.each(calls)('is still known to %s call while it is held', (_, call) => {
    const registry = registered({}, NETFLIX);
    registry.clock.advance(90_001);
    expect(registry.selfPreservation.isExpirationEnabled('ORDERS')).toBe(false);
    expect(call(registry).kind).toBe('changed');
  });
});
