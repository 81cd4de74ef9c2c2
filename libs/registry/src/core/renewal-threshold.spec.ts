import { describe, expect, it } from '@jest/globals';
import { renewalThreshold, RenewalThreshold } from './renewal-threshold.js';
import { ManualClock } from '@nest-eureka/time/testing';
import { sampleInstance } from '../../spec-support/sample-instance.js';
import { NETFLIX, sampleRegistry } from '../../spec-support/sample-registry.js';
import type { SampleRegistry } from '../../spec-support/sample-registry.js';

function threshold(initialExpectedClients: number, selfPreservationEnabled = true): RenewalThreshold {
  return new RenewalThreshold(new ManualClock(), {
    renewalPercentThreshold: 0.85,
    expectedClientRenewalIntervalSeconds: 30,
    initialExpectedClients,
    selfPreservationEnabled,
  });
}

function numbers({ renewalThreshold: { expectedClients, threshold: least } }: SampleRegistry): [number, number] {
  return [expectedClients, least];
}

describe('renewalThreshold', () => {
  it.each([
    [1, 1],
    [2, 3],
    [3, 5],
    [4, 6],
    [5, 8],
    [6, 10],
    [10, 17],
    [18, 30],
    [20, 34],
    [50, 85],
  ])('asks %i clients that renew each 30 s for %i renewals', (expected, renewals) => {
    expect(renewalThreshold(expected, 30, 0.85)).toBe(renewals);
  });

  it.each([
    [15, 34],
    [7, 72],
    [45, 11],
    [0, 17],
    [-1, 17],
  ])('asks 10 clients that renew each %i s for %i renewals', (intervalSeconds, renewals) => {
    expect(renewalThreshold(10, intervalSeconds, 0.85)).toBe(renewals);
  });
});

describe('RenewalThreshold', () => {
  it('follows registrations and cancels, not registrations anew', () => {
    const registry = sampleRegistry(NETFLIX);
    registry.openForTraffic(1);
    const seen = [1, 2, 3, 4, 5].map((n) => {
      registry.leases.register('ORDERS', sampleInstance({ instanceId: `i-${n}` }), 'client');
      return numbers(registry);
    });
    expect(seen).toEqual([
      [2, 3],
      [3, 5],
      [4, 6],
      [5, 8],
      [6, 10],
    ]);
    registry.leases.register('ORDERS', sampleInstance({ instanceId: 'i-1' }), 'client');
    expect(numbers(registry)).toEqual([6, 10]);
    registry.leases.cancel('ORDERS', 'i-1', 'client');
    expect(numbers(registry)).toEqual([5, 8]);
    registry.leases.cancel('ORDERS', 'i-1', 'client');
    expect(numbers(registry)).toEqual([5, 8]);
  });

  it('stays at 0 when nobody is expected', () => {
    const registry = sampleRegistry({ ...NETFLIX, defaultOpenForTrafficCount: 0 });
    registry.openForTraffic(0);
    registry.leases.register('ORDERS', sampleInstance(), 'client');
    expect(numbers(registry)).toEqual([0, 0]);
  });

  it("expects one client for a start-up that found nobody, as Spring's default says", () => {
    const registry = sampleRegistry(NETFLIX);
    registry.openForTraffic(0);
    expect(numbers(registry)).toEqual([1, 1]);
  });

  it.each([
    [20, 17, true, 20, 34],
    [20, 18, true, 18, 30],
    [20, 25, true, 25, 42],
    [100, 18, false, 18, 30],
    [100, 0, true, 100, 170],
    [100, 0, false, 0, 0],
  ])('makes of %i expected, %i seen, self-preservation %s: %i', (expected, seen, enabled, clients, renewals) => {
    const renewalsWanted = threshold(expected, enabled);
    renewalsWanted.update(seen);
    expect([renewalsWanted.expectedClients, renewalsWanted.threshold]).toEqual([clients, renewals]);
  });

  it('counts the renewals of the last full minute, those of peers too, but no status calls', () => {
    const registry = sampleRegistry(NETFLIX);
    registry.openForTraffic(1);
    registry.leases.register('ORDERS', sampleInstance(), 'client');
    registry.leases.renew('ORDERS', 'i-1', {}, 'client');
    registry.leases.renew('ORDERS', 'i-1', {}, 'peer');
    registry.leases.renew('ORDERS', 'nobody', {}, 'client');
    registry.leases.overrideStatus('ORDERS', 'i-1', 'DOWN', undefined, 'client');
    expect(registry.renewalThreshold.renewalsLastMinute).toBe(0);
    registry.clock.advance(60_000);
    expect(registry.renewalThreshold.renewalsLastMinute).toBe(2);
  });
});
