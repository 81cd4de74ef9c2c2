import { describe, expect, it } from '@jest/globals';
import { newLease } from '@nest-eureka/protocol';
import type { InstanceInfo } from '@nest-eureka/protocol';
import type { Origin } from './origin.js';
import { sampleInstance } from '../../spec-support/sample-instance.js';
import { sampleRegistry } from '../../spec-support/sample-registry.js';
import type { SampleRegistry } from '../../spec-support/sample-registry.js';

function register(
  registry: SampleRegistry,
  changes: Partial<InstanceInfo> = {},
  origin: Origin = 'client',
): InstanceInfo {
  registry.leases.register('orders', sampleInstance(changes), origin);
  return registry.leases.find('orders', changes.instanceId ?? 'i-1')!;
}

describe('LeaseService.register', () => {
  it('lists the instance as added, with a lease of its own', () => {
    const registry = sampleRegistry();
    const now = registry.clock.now();
    expect(registry.leases.register('orders', sampleInstance(), 'client')).toEqual({ kind: 'registered' });
    expect(registry.leases.find('orders', 'i-1')).toMatchObject({
      status: 'UP',
      actionType: 'ADDED',
      lastUpdatedTimestamp: now,
      lastDirtyTimestamp: 1000,
      leaseInfo: {
        registrationTimestamp: now,
        lastRenewalTimestamp: now,
        serviceUpTimestamp: now,
        evictionTimestamp: 0,
      },
    });
  });

  it('refuses what the rules refuse and tells nobody', () => {
    const registry = sampleRegistry();
    const outcome = registry.leases.register('stock', sampleInstance(), 'client');
    expect(outcome).toEqual({ kind: 'refused', message: 'Mismatched appName, expecting STOCK but was ORDERS' });
    expect([registry.store.size, registry.heard.events.length]).toEqual([0, 0]);
  });

  it('takes now for a missing dirty timestamp', () => {
    const registry = sampleRegistry();
    expect(register(registry, { lastDirtyTimestamp: undefined }).lastDirtyTimestamp).toBe(registry.clock.now());
  });

  it('says added again on a registration anew, never modified, and starts a new lease', () => {
    const registry = sampleRegistry();
    register(registry);
    registry.clock.advance(5_000);
    const again = register(registry, { ipAddr: '10.0.0.2' });
    expect(again).toMatchObject({ actionType: 'ADDED', ipAddr: '10.0.0.2' });
    expect(again.leaseInfo?.registrationTimestamp).toBe(registry.clock.now());
    expect(again.leaseInfo?.serviceUpTimestamp).toBe(registry.clock.now() - 5_000);
  });

  it('starts the time of being up anew after a cancel', () => {
    const registry = sampleRegistry();
    register(registry);
    registry.leases.cancel('ORDERS', 'i-1', 'client');
    registry.clock.advance(5_000);
    expect(register(registry).leaseInfo?.serviceUpTimestamp).toBe(registry.clock.now());
  });

  it('has no time of being up before the instance was up', () => {
    const registry = sampleRegistry();
    expect(register(registry, { status: 'STARTING' }).leaseInfo?.serviceUpTimestamp).toBe(0);
  });

  it.each([
    [2000, 'the incoming copy', '10.0.0.2'],
    [1000, 'the incoming copy', '10.0.0.2'],
    [999, 'the copy it has', '10.0.0.1'],
  ])('of a copy of dirty time %i over one of 1000 keeps %s', (lastDirtyTimestamp, _, ipAddr) => {
    const registry = sampleRegistry();
    register(registry);
    expect(register(registry, { lastDirtyTimestamp, ipAddr: '10.0.0.2' }).ipAddr).toBe(ipAddr);
  });

  it('gives an older copy a new lease of its own duration, and peers that copy as it came', () => {
    const registry = sampleRegistry();
    register(registry, { leaseInfo: newLease(30, 300) });
    registry.clock.advance(5_000);
    const older = sampleInstance({ lastDirtyTimestamp: 1, status: 'DOWN', leaseInfo: newLease(10, 20) });
    registry.leases.register('ORDERS', older, 'client');
    const lease = registry.store.find('ORDERS', 'i-1')!;
    expect([lease.durationMs, lease.renewalIntervalMs, lease.renewedAt]).toEqual([20_000, 30_000, 5_000]);
    expect(lease.instance).toMatchObject({
      status: 'UP',
      actionType: 'ADDED',
      lastUpdatedTimestamp: registry.clock.now(),
    });
    expect(registry.heard.last).toMatchObject({ type: 'registered', sent: older });
  });

  it("takes 90 s for an older copy that names no duration, not the existing copy's", () => {
    const registry = sampleRegistry();
    register(registry, { leaseInfo: newLease(30, 300) });
    register(registry, { lastDirtyTimestamp: 1, leaseInfo: undefined });
    expect(registry.store.find('ORDERS', 'i-1')?.durationMs).toBe(90_000);
  });

  it('tells which lease and instance it replaces, and peers what is listed now', () => {
    const registry = sampleRegistry();
    register(registry);
    expect(registry.heard.last).toMatchObject({ replaced: undefined, previous: undefined, origin: 'client' });
    const first = registry.store.find('ORDERS', 'i-1')!;
    register(registry, {}, 'peer');
    const second = registry.store.find('ORDERS', 'i-1')!;
    expect(second).not.toBe(first);
    const event = registry.heard.last!;
    expect(event).toMatchObject({ type: 'registered', origin: 'peer' });
    if (event.type !== 'registered') throw new Error('another event came last');
    expect(event.lease).toBe(second);
    expect(event.replaced).toBe(first);
    expect(event.previous).toBe(first.instance);
    expect(event.sent).toBe(second.instance);
  });

  it('brings an override that came with the instance into force', () => {
    const registry = sampleRegistry();
    const listed = register(registry, { overriddenStatus: 'OUT_OF_SERVICE' });
    expect(listed).toMatchObject({ status: 'OUT_OF_SERVICE', overriddenStatus: 'OUT_OF_SERVICE' });
    expect([...registry.overrides.snapshot()]).toEqual([['i-1', 'OUT_OF_SERVICE']]);
  });

  it('does not let an override that came with the instance displace the one it knows', () => {
    const registry = sampleRegistry();
    registry.overrides.set('i-1', 'DOWN');
    const listed = register(registry, { overriddenStatus: 'OUT_OF_SERVICE' });
    expect(listed).toMatchObject({ status: 'DOWN', overriddenStatus: 'DOWN' });
  });

  it('lets the newer of two copies win on both sides of a late replication', () => {
    const starting = sampleInstance({ status: 'STARTING', lastDirtyTimestamp: 11_111 });
    const up = sampleInstance({ status: 'UP', lastDirtyTimestamp: 22_222 });
    const [one, two] = [sampleRegistry(), sampleRegistry()];
    one.leases.register('ORDERS', starting, 'client');
    two.leases.register('ORDERS', up, 'client');
    two.leases.register('ORDERS', starting, 'peer');
    expect(two.leases.find('ORDERS', 'i-1')?.status).toBe('UP');
    one.leases.register('ORDERS', two.leases.find('ORDERS', 'i-1')!, 'peer');
    expect(one.leases.find('ORDERS', 'i-1')?.status).toBe('UP');
  });

  it.each<[Origin, 'UP' | 'OUT_OF_SERVICE', 'UP' | 'OUT_OF_SERVICE', string]>([
    ['client', 'UP', 'OUT_OF_SERVICE', 'UP'],
    ['client', 'OUT_OF_SERVICE', 'UP', 'OUT_OF_SERVICE'],
    ['peer', 'UP', 'OUT_OF_SERVICE', 'OUT_OF_SERVICE'],
    ['peer', 'OUT_OF_SERVICE', 'UP', 'UP'],
  ])('from a %s over a lease that is %s with %s is listed %s, also the second time', (origin, before, sent, listed) => {
    const registry = sampleRegistry();
    register(registry, { status: before });
    expect(register(registry, { status: sent }, origin).status).toBe(listed);
    expect(register(registry, { status: sent }, origin).status).toBe(listed);
  });
});

describe('LeaseService.adopt', () => {
  it("registers a peer's copy with its override in place of ours", () => {
    const registry = sampleRegistry();
    register(registry);
    registry.overrides.set('i-1', 'DOWN');
    registry.leases.adopt(sampleInstance({ lastDirtyTimestamp: 2000, overriddenStatus: 'OUT_OF_SERVICE' }));
    expect(registry.leases.find('ORDERS', 'i-1')).toMatchObject({ status: 'OUT_OF_SERVICE', lastDirtyTimestamp: 2000 });
    expect(registry.heard.last).toMatchObject({ type: 'registered', origin: 'peer' });
  });
});

describe('LeaseService.updateMetadata', () => {
  it('merges, registers anew and leaves the dirty timestamp', () => {
    const registry = sampleRegistry();
    register(registry, {
      metadata: new Map([
        ['k', 'old'],
        ['z', '1'],
      ]),
    });
    registry.clock.advance(5_000);
    const outcome = registry.leases.updateMetadata(
      'orders',
      'i-1',
      new Map([
        ['k', 'v'],
        ['x', ''],
      ]),
    );
    expect(outcome).toEqual({ kind: 'changed' });
    const listed = registry.leases.find('ORDERS', 'i-1')!;
    expect([...listed.metadata]).toEqual([
      ['k', 'v'],
      ['z', '1'],
      ['x', ''],
    ]);
    expect(listed).toMatchObject({ lastDirtyTimestamp: 1000, actionType: 'ADDED' });
    expect(listed.leaseInfo?.registrationTimestamp).toBe(registry.clock.now());
    expect(registry.heard.last).toMatchObject({ type: 'registered', origin: 'client' });
  });

  it('knows no instance that is not there', () => {
    const registry = sampleRegistry();
    expect(registry.leases.updateMetadata('orders', 'i-1', new Map())).toEqual({ kind: 'unknown' });
    expect(registry.heard.events).toEqual([]);
  });
});
