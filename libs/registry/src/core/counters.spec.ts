import { describe, expect, it } from '@jest/globals';
import { Counter } from './counters.js';
import type { Counters } from './counters.js';
import { sampleInstance } from '../../spec-support/sample-instance.js';
import { sampleRegistry, UNGUARDED } from '../../spec-support/sample-registry.js';

/** Those that have counted anything, as `[total, minus replication]`. */
function counted(counters: Counters): Record<string, [number, number]> {
  const entries = Object.entries(counters).filter(([, value]) => value instanceof Counter && value.total > 0);
  return Object.fromEntries(entries.map(([name, { total, minusReplication }]) => [name, [total, minusReplication]]));
}

describe('Counters', () => {
  it('counts registrations, metadata changes included, and tells those of peers apart', () => {
    const { leases, counters } = sampleRegistry();
    leases.register('ORDERS', sampleInstance(), 'client');
    leases.register('ORDERS', sampleInstance(), 'peer');
    leases.register('STOCK', sampleInstance(), 'client');
    leases.updateMetadata('ORDERS', 'i-1', new Map());
    expect(counted(counters)).toEqual({ register: [3, 2] });
  });

  it('counts renewals and cancels, and among them those that found nobody', () => {
    const { leases, counters } = sampleRegistry();
    leases.register('ORDERS', sampleInstance(), 'client');
    leases.renew('ORDERS', 'i-1', {}, 'peer');
    leases.renew('ORDERS', 'nobody', {}, 'peer');
    leases.renew('ORDERS', 'nobody', {}, 'client');
    leases.cancel('ORDERS', 'i-1', 'client');
    leases.cancel('ORDERS', 'i-1', 'peer');
    expect(counted(counters)).toEqual({
      register: [1, 1],
      renew: [3, 1],
      renewNotFound: [2, 1],
      cancel: [2, 1],
      cancelNotFound: [1, 0],
    });
  });

  it('counts an eviction as a cancel too', () => {
    const { leases, counters, clock } = sampleRegistry(UNGUARDED);
    leases.register('ORDERS', sampleInstance(), 'peer');
    clock.advance(90_001);
    leases.evict(0);
    expect(counted(counters)).toEqual({ register: [1, 0], cancel: [1, 1], expired: [1, 1] });
  });

  it('counts status calls, also those that change nothing, but no status that came with a renewal', () => {
    const { leases, counters, overrides } = sampleRegistry();
    leases.register('ORDERS', sampleInstance(), 'client');
    leases.overrideStatus('ORDERS', 'i-1', 'DOWN', undefined, 'client');
    leases.overrideStatus('ORDERS', 'i-1', 'DOWN', undefined, 'peer');
    leases.removeOverride('ORDERS', 'i-1', 'UP', undefined, 'client');
    leases.removeOverride('ORDERS', 'i-1', 'UP', undefined, 'peer');
    overrides.set('i-1', 'OUT_OF_SERVICE');
    leases.renew('ORDERS', 'i-1', {}, 'client');
    expect(counted(counters)).toEqual({
      register: [1, 1],
      statusUpdate: [2, 1],
      statusOverrideDelete: [2, 1],
      renew: [1, 1],
    });
  });

  it('shows how much peers asked for in the last full minute, a renewal with its new status as one', () => {
    const { leases, counters, overrides, clock } = sampleRegistry();
    leases.register('ORDERS', sampleInstance(), 'peer');
    overrides.set('i-1', 'DOWN');
    leases.renew('ORDERS', 'i-1', {}, 'peer');
    leases.renew('ORDERS', 'i-1', {}, 'client');
    clock.advance(60_000);
    expect(counters.replicationsLastMinute).toBe(2);
  });
});
