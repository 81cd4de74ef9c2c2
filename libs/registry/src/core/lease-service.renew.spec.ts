import { describe, expect, it } from '@jest/globals';
import type { InstanceInfo } from '@nest-eureka/protocol';
import type { Origin } from './origin.js';
import { sampleInstance } from '../../spec-support/sample-instance.js';
import { MODERN, sampleRegistry, UNGUARDED } from '../../spec-support/sample-registry.js';
import type { SampleRegistry } from '../../spec-support/sample-registry.js';

function registered(changes: Partial<InstanceInfo> = {}, settings = MODERN): SampleRegistry {
  const registry = sampleRegistry(settings);
  registry.leases.register('ORDERS', sampleInstance(changes), 'client');
  return registry;
}

function stored(registry: SampleRegistry): InstanceInfo {
  return registry.store.find('ORDERS', 'i-1')!.instance;
}

describe('LeaseService.renew', () => {
  it('renews the lease, changes nothing else and tells of it', () => {
    const registry = registered();
    const before = stored(registry);
    registry.clock.advance(30_000);
    expect(registry.leases.renew('orders', 'i-1', {}, 'client')).toEqual({ kind: 'renewed' });
    const lease = registry.store.find('ORDERS', 'i-1')!;
    expect([lease.renewedAt, lease.lastRenewalAt]).toEqual([30_000, registry.clock.now()]);
    expect(lease.instance).toBe(before);
    expect(registry.heard.last).toEqual({ type: 'renewed', lease, origin: 'client' });
  });

  it('does not know an instance that is not there, and only counts the miss', () => {
    const registry = sampleRegistry();
    expect(registry.leases.renew('orders', 'i-1', {}, 'peer')).toEqual({ kind: 'unknown' });
    expect(registry.heard.events).toEqual([]);
    expect(registry.heard.misses).toEqual([{ action: 'renew', app: 'ORDERS', id: 'i-1', origin: 'peer' }]);
  });

  it('sends an instance of unknown status to register again, without renewing it', () => {
    const registry = registered({ status: 'UNKNOWN' });
    registry.clock.advance(10);
    expect(registry.leases.renew('ORDERS', 'i-1', {}, 'client')).toEqual({ kind: 'unknown' });
    expect(registry.store.find('ORDERS', 'i-1')?.renewedAt).toBe(0);
    expect(registry.heard.misses).toHaveLength(1);
  });

  it.each<[number | undefined, Origin, string]>([
    [1000, 'client', 'renewed'],
    [undefined, 'client', 'renewed'],
    [500, 'client', 'renewed'],
    [2000, 'client', 'outdated'],
    [1000, 'peer', 'renewed'],
    [undefined, 'peer', 'renewed'],
    [500, 'peer', 'conflict'],
    [2000, 'peer', 'outdated'],
  ])('with dirty time %s from a %s against 1000 is %s, and renewed all the same', (dirty, origin, kind) => {
    const registry = registered();
    registry.clock.advance(10);
    const report = dirty === undefined ? {} : { lastDirtyTimestamp: dirty };
    expect(registry.leases.renew('ORDERS', 'i-1', report, origin).kind).toBe(kind);
    expect(registry.store.find('ORDERS', 'i-1')?.renewedAt).toBe(10);
    expect(registry.heard.last).toMatchObject({ type: 'renewed', origin });
  });

  it('gives a peer that is behind our copy as it is shown', () => {
    const registry = registered();
    const outcome = registry.leases.renew('ORDERS', 'i-1', { lastDirtyTimestamp: 500 }, 'peer');
    expect(outcome).toEqual({ kind: 'conflict', instance: registry.leases.find('ORDERS', 'i-1') });
  });

  it('compares no timestamps where that is switched off', () => {
    const settings = { ...MODERN, lease: { ...MODERN.lease, syncWhenTimestampDiffers: false } };
    const registry = registered({}, settings);
    expect(registry.leases.renew('ORDERS', 'i-1', { lastDirtyTimestamp: 2000 }, 'client').kind).toBe('renewed');
    expect(registry.leases.renew('ORDERS', 'i-1', { lastDirtyTimestamp: 500 }, 'peer').kind).toBe('renewed');
  });

  it("learns a newer peer's override, which comes into force with the next renewal", () => {
    const registry = registered();
    const report = { lastDirtyTimestamp: 5000, overriddenStatus: 'OUT_OF_SERVICE' };
    expect(registry.leases.renew('ORDERS', 'i-1', report, 'peer')).toEqual({ kind: 'outdated' });
    expect([...registry.overrides.snapshot()]).toEqual([['i-1', 'OUT_OF_SERVICE']]);
    expect(stored(registry)).toMatchObject({ status: 'UP', overriddenStatus: 'OUT_OF_SERVICE' });
    registry.leases.renew('ORDERS', 'i-1', {}, 'client');
    expect(stored(registry).status).toBe('OUT_OF_SERVICE');
  });

  it.each<[string, Origin, number]>([
    ['OUT_OF_SERVICE', 'client', 5000],
    ['UNKNOWN', 'peer', 5000],
    ['out_of_service', 'peer', 5000],
    ['OUT_OF_SERVICE', 'peer', 1000],
    ['OUT_OF_SERVICE', 'peer', 500],
  ])('learns no override %s from a %s with dirty time %i', (overriddenStatus, origin, lastDirtyTimestamp) => {
    const registry = registered();
    registry.leases.renew('ORDERS', 'i-1', { lastDirtyTimestamp, overriddenStatus }, origin);
    expect(registry.overrides.size).toBe(0);
    expect(stored(registry).overriddenStatus).toBe('UNKNOWN');
  });

  it('tells of a status that an override changes with it, before the renewal itself', () => {
    const registry = registered();
    const previous = stored(registry);
    registry.overrides.set('i-1', 'OUT_OF_SERVICE');
    registry.leases.renew('ORDERS', 'i-1', {}, 'client');
    const lease = registry.store.find('ORDERS', 'i-1')!;
    expect(registry.heard.events.slice(1)).toEqual([
      { type: 'status-changed', lease, origin: 'client', previous, cause: 'renewal' },
      { type: 'renewed', lease, origin: 'client' },
    ]);
    expect(lease.instance).toEqual({ ...previous, status: 'OUT_OF_SERVICE' });
    expect(registry.store.statusCounts().get('OUT_OF_SERVICE')).toBe(1);
  });

  it('brings a lease back to life that has run out but still stands', () => {
    const registry = registered({}, UNGUARDED);
    registry.clock.advance(90_001);
    expect(registry.leases.find('ORDERS', 'i-1')).toBeUndefined();
    expect(registry.leases.renew('ORDERS', 'i-1', {}, 'client').kind).toBe('renewed');
    expect(registry.leases.find('ORDERS', 'i-1')).toBeDefined();
  });
});

describe('LeaseService.cancel', () => {
  it('takes the lease and its override away and tells of it as deleted', () => {
    const registry = registered();
    registry.overrides.set('i-1', 'DOWN');
    const previous = stored(registry);
    registry.clock.advance(10);
    expect(registry.leases.cancel('orders', 'i-1', 'client')).toEqual({ kind: 'cancelled' });
    expect([registry.store.size, registry.overrides.size]).toEqual([0, 0]);
    const event = registry.heard.last!;
    expect(event).toMatchObject({ type: 'cancelled', origin: 'client', previous });
    const { lease } = event;
    expect(lease.evictedAt).toBe(registry.clock.now());
    expect(lease.instance).toEqual({ ...previous, actionType: 'DELETED', lastUpdatedTimestamp: registry.clock.now() });
  });

  it('takes the override away even where there is no lease', () => {
    const registry = sampleRegistry();
    registry.overrides.set('i-1', 'DOWN');
    expect(registry.leases.cancel('orders', 'i-1', 'client')).toEqual({ kind: 'unknown' });
    expect(registry.overrides.size).toBe(0);
    expect(registry.heard.events).toEqual([]);
    expect(registry.heard.misses).toEqual([{ action: 'cancel', app: 'ORDERS', id: 'i-1', origin: 'client' }]);
  });
});

describe('LeaseService.cancel up to a timestamp', () => {
  it.each([
    [999, 'superseded', 1],
    [1000, 'cancelled', 0],
    [1001, 'cancelled', 0],
  ])('%d against a registration of 1000: %s', (upTo, kind, left) => {
    const registry = registered();
    registry.overrides.set('i-1', 'DOWN');
    const told = registry.heard.events.length;
    const outcome = registry.leases.cancel('ORDERS', 'i-1', 'peer', upTo);
    expect(outcome).toMatchObject(left === 1 ? { kind, instance: { lastDirtyTimestamp: 1000 } } : { kind });
    expect([registry.store.size, registry.overrides.size]).toEqual([left, left]);
    expect(registry.heard.events.length - told).toBe(1 - left);
  });
});

describe('LeaseService.findById', () => {
  it('finds the first instance with that id in any application, past those that have run out', () => {
    const registry = registered({}, UNGUARDED);
    registry.clock.advance(60_000);
    registry.leases.register('STOCK', sampleInstance({ app: 'STOCK' }), 'client');
    expect(registry.leases.findById('i-1')?.app).toBe('ORDERS');
    registry.clock.advance(30_001);
    expect(registry.leases.findById('i-1')?.app).toBe('STOCK');
    expect(registry.leases.findById('i-2')).toBeUndefined();
  });
});
