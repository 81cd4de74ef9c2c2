import { describe, expect, it } from '@jest/globals';
import { sampleInstance } from '../../spec-support/sample-instance.js';
import { NETFLIX, sampleRegistry } from '../../spec-support/sample-registry.js';
import type { SampleRegistry } from '../../spec-support/sample-registry.js';
import { said } from './sentences/said.js';

/** Ten expected clients (threshold 17), of which `heard` have renewed twice in the last full minute. */
function afterOneMinute(heard: number): SampleRegistry {
  const registry = sampleRegistry(NETFLIX);
  registry.openForTraffic(9);
  registry.leases.register('ORDERS', sampleInstance(), 'client');
  for (let beat = 0; beat < heard * 2; beat++) registry.leases.renew('ORDERS', 'i-1', {}, 'client');
  registry.clock.advance(60_000);
  return registry;
}

describe('NetflixSelfPreservation', () => {
  it('holds everything during the first minute', () => {
    const registry = sampleRegistry(NETFLIX);
    registry.openForTraffic(1);
    registry.clock.advance(59_999);
    expect(registry.selfPreservation.isExpirationEnabled('ORDERS')).toBe(false);
    expect(registry.selfPreservation.holds()).toMatchObject([{ scope: 'registry', since: registry.clock.now() }]);
  });

  it('lets go when more renewals come than the threshold', () => {
    const { selfPreservation } = afterOneMinute(9);
    expect(selfPreservation.isExpirationEnabled('ORDERS')).toBe(true);
    expect(selfPreservation.holds()).toEqual([]);
  });

  it('holds when too few renewals come, and says how many', () => {
    const { selfPreservation, clock } = afterOneMinute(8);
    const since = clock.now();
    selfPreservation.judge();
    clock.advance(10_000);
    expect(selfPreservation.isExpirationEnabled('ORDERS')).toBe(false);
    expect(selfPreservation.holds()).toEqual([
      {
        scope: 'registry',
        missing: 2,
        known: 10,
        since,
        until: undefined,
        reason: '16 renewals came in the last full minute, evicting needs more than 17',
        said: said('hold.renewals', { renewals: 16, threshold: 17 }),
      },
    ]);
  });

  it('forgets since when it held once it has let go', () => {
    const { selfPreservation, leases, clock } = afterOneMinute(0);
    selfPreservation.judge();
    for (let beat = 0; beat < 18; beat++) leases.renew('ORDERS', 'i-1', {}, 'client');
    clock.advance(60_000);
    selfPreservation.judge();
    expect(selfPreservation.isExpirationEnabled('ORDERS')).toBe(true);
    clock.advance(60_000);
    expect(selfPreservation.holds()).toMatchObject([{ since: clock.now() }]);
  });

  it('holds for ever where nobody is expected, and says so', () => {
    const registry = sampleRegistry({ ...NETFLIX, defaultOpenForTrafficCount: 0 });
    registry.openForTraffic(0);
    registry.clock.advance(3_600_000);
    expect(registry.selfPreservation.holds()).toMatchObject([
      { missing: 0, known: 0, reason: 'no client is expected yet, so nothing is evicted' },
    ]);
  });

  it('never holds when switched off', () => {
    const registry = sampleRegistry({ ...NETFLIX, selfPreservation: { kind: 'netflix', enabled: false } });
    registry.openForTraffic(1);
    expect(registry.selfPreservation.enabled).toBe(false);
    expect(registry.selfPreservation.isExpirationEnabled('ORDERS')).toBe(true);
    expect(registry.selfPreservation.holds()).toEqual([]);
  });
});
