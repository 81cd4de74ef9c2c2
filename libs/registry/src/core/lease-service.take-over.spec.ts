import { describe, expect, it } from '@jest/globals';
import { sampleInstance } from '../../spec-support/sample-instance.js';
import { sampleRegistry } from '../../spec-support/sample-registry.js';

describe('LeaseService.takeOver', () => {
  it('keeps the age that the lease had elsewhere', () => {
    const { leases, store, clock } = sampleRegistry();
    clock.advance(200_000);
    leases.takeOver(sampleInstance(), 85_000);
    clock.advance(5_000);
    expect(store.find('ORDERS', 'i-1')?.isExpired(clock.monotonic())).toBe(false);
    clock.advance(1);
    expect(store.find('ORDERS', 'i-1')?.isExpired(clock.monotonic())).toBe(true);
    expect(leases.evict(0)).toHaveLength(1);
  });

  it('brings an override along and takes one away', () => {
    const { leases, overrides, clock } = sampleRegistry();
    clock.advance(1_000);
    leases.takeOver(sampleInstance({ status: 'UP', overriddenStatus: 'OUT_OF_SERVICE' }), 0);
    expect(overrides.get('i-1')).toBe('OUT_OF_SERVICE');
    expect(leases.find('ORDERS', 'i-1')?.status).toBe('OUT_OF_SERVICE');
    leases.takeOver(sampleInstance({ status: 'UP', overriddenStatus: 'UNKNOWN' }), 0);
    expect(overrides.get('i-1')).toBeUndefined();
    expect(leases.find('ORDERS', 'i-1')?.status).toBe('UP');
  });

  it('leaves the override alone that an instance of another application with the same id has', () => {
    const { leases, overrides } = sampleRegistry();
    leases.register('ORDERS', sampleInstance(), 'client');
    leases.overrideStatus('ORDERS', 'i-1', 'DOWN', undefined, 'client');
    leases.takeOver(sampleInstance({ app: 'PAYMENTS', status: 'DOWN' }), 0);
    expect(overrides.get('i-1')).toBe('DOWN');
  });

  it('replaces what is here even where that is stamped later, and tells it as a peer doing', () => {
    const { leases, heard } = sampleRegistry();
    leases.register('ORDERS', sampleInstance({ lastDirtyTimestamp: 9_000 }), 'client');
    leases.takeOver(sampleInstance({ lastDirtyTimestamp: 2_000 }), 0);
    expect(leases.find('ORDERS', 'i-1')?.lastDirtyTimestamp).toBe(2_000);
    expect(heard.last).toMatchObject({ type: 'registered', origin: 'peer', previous: { lastDirtyTimestamp: 9_000 } });
  });
});

describe('LeaseService.renewedElsewhere', () => {
  it('renews as of then, and never takes a renewal back', () => {
    const { leases, store, clock, heard } = sampleRegistry();
    leases.register('ORDERS', sampleInstance(), 'client');
    clock.advance(60_000);
    leases.renewedElsewhere('ORDERS', 'i-1', 10_000);
    expect(store.find('ORDERS', 'i-1')?.renewedAt).toBe(50_000);
    expect(heard.last).toMatchObject({ type: 'renewed', origin: 'peer' });
    leases.renewedElsewhere('ORDERS', 'i-1', 20_000);
    leases.renewedElsewhere('ORDERS', 'i-2', 0);
    expect(store.find('ORDERS', 'i-1')?.renewedAt).toBe(50_000);
    expect(heard.events).toHaveLength(2);
  });
});
