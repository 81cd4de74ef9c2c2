import { describe, expect, it } from '@jest/globals';
import { newLease } from '@nest-eureka/protocol';
import { Fleet, pass } from '../../spec-support/fleet.js';
import { sampleInstance } from '../../spec-support/sample-instance.js';
import { MODERN, MODERN_SELF_PRESERVATION, sampleRegistry } from '../../spec-support/sample-registry.js';
import type { SampleRegistry } from '../../spec-support/sample-registry.js';
import { said } from './sentences/said.js';

const MINUTE_MS = 60_000;

function scopes({ selfPreservation }: SampleRegistry): string[] {
  return selfPreservation.holds().map(({ scope }) => scope);
}

describe('a hold', () => {
  it('begins when instances are late, long before their leases end, and says what it is', () => {
    const registry = sampleRegistry();
    const fleet = new Fleet(registry, 'ORDERS', 20).silence(7);
    pass(registry, [fleet], 45_000);
    expect(scopes(registry)).toEqual([]);
    pass(registry, [fleet], 1_000);
    const since = registry.clock.now();
    const times = { missing: 7, known: 20, since, until: since + 15 * MINUTE_MS };
    const end = 'went silent without a goodbye; none is evicted until at most 10 % are missing';
    expect(registry.selfPreservation.holds()).toEqual([
      {
        scope: 'registry',
        ...times,
        reason: `7 of 20 instances in the whole registry ${end}`,
        said: said('hold.registry', { missing: 7, known: 20, percent: 10 }),
      },
      {
        scope: 'ORDERS',
        ...times,
        reason: `7 of 20 instances of ORDERS ${end}`,
        said: said('hold.application', { missing: 7, known: 20, percent: 10, scope: 'ORDERS' }),
      },
    ]);
    pass(registry, [fleet], 10 * MINUTE_MS);
    expect(registry.selfPreservation.holds()).toMatchObject([{ since }, { since }]);
    expect(fleet.listed).toBe(20);
  });

  it('of one application leaves the others alone', () => {
    const registry = sampleRegistry();
    const orders = new Fleet(registry, 'ORDERS', 10).silence(4);
    const stock = new Fleet(registry, 'STOCK', 40).silence(1);
    pass(registry, [orders, stock], 120_000);
    expect(scopes(registry)).toEqual(['ORDERS']);
    expect([orders.listed, stock.listed]).toEqual([10, 39]);
    expect(registry.selfPreservation.isExpirationEnabled('ORDERS')).toBe(false);
    expect(registry.selfPreservation.isExpirationEnabled('STOCK')).toBe(true);
  });

  it('of the registry needs no application to be held', () => {
    const registry = sampleRegistry();
    const fleets = ['A', 'B', 'C'].map((app) => new Fleet(registry, app, 6).silence(2));
    pass(registry, fleets, 120_000);
    expect(scopes(registry)).toEqual(['registry']);
    expect(registry.store.size).toBe(18);
  });

  it('ends when at most a tenth is missing, not before', () => {
    const registry = sampleRegistry();
    const fleet = new Fleet(registry, 'ORDERS', 20).silence(7);
    pass(registry, [fleet], 60_000);
    expect(scopes(registry)).toEqual(['registry', 'ORDERS']);
    pass(registry, [fleet.silence(3)], 30_000);
    expect(scopes(registry)).toEqual(['registry', 'ORDERS']);
    pass(registry, [fleet.silence(2)], 30_000);
    expect(scopes(registry)).toEqual([]);
    pass(registry, [fleet], 10_000);
    expect(fleet.listed).toBe(18);
  });

  it('ends when the missing say goodbye', () => {
    const registry = sampleRegistry();
    const fleet = new Fleet(registry, 'ORDERS', 20).silence(7);
    pass(registry, [fleet], 60_000);
    for (let n = 0; n < 7; n++) registry.leases.cancel('ORDERS', `ORDERS-${n}`, 'client');
    pass(registry, [fleet], 1_000);
    expect(scopes(registry)).toEqual([]);
  });

  it('ends with the last lease of its application', () => {
    const registry = sampleRegistry();
    const fleet = new Fleet(registry, 'ORDERS', 4).silence(4);
    pass(registry, [fleet], 60_000);
    expect(scopes(registry)).toEqual(['ORDERS']);
    for (let n = 0; n < 4; n++) registry.leases.cancel('ORDERS', `ORDERS-${n}`, 'client');
    pass(registry, [], 1_000);
    expect(scopes(registry)).toEqual([]);
  });

  it('ends after 15 minutes for good: the missing are evicted step by step and start no other', () => {
    const registry = sampleRegistry();
    const fleet = new Fleet(registry, 'ORDERS', 20).silence(10);
    pass(registry, [fleet], 46_000 + 15 * MINUTE_MS - 1_000);
    expect([scopes(registry), fleet.listed]).toEqual([['registry', 'ORDERS'], 20]);
    const sizes: number[] = [];
    for (let second = 0; second < 120; second++) {
      pass(registry, [fleet], 1_000);
      expect(scopes(registry)).toEqual([]);
      sizes.push(fleet.listed);
    }
    expect(sizes.slice(0, 5)).toEqual([17, 14, 11, 10, 10]);
    expect(sizes.at(-1)).toBe(10);
  });

  it('begins anew for those who fall silent after another has ended', () => {
    const registry = sampleRegistry();
    const fleet = new Fleet(registry, 'ORDERS', 20).silence(7);
    pass(registry, [fleet], 46_000 + 15 * MINUTE_MS + 60_000);
    expect([scopes(registry), fleet.listed]).toEqual([[], 13]);
    pass(registry, [fleet.silence(14)], 120_000);
    expect([scopes(registry), fleet.listed]).toEqual([['registry', 'ORDERS'], 13]);
  });

  it('counts those given up again once they have renewed', () => {
    const registry = sampleRegistry({ ...MODERN, renewalPercentThreshold: 1 });
    const fleet = new Fleet(registry, 'ORDERS', 20).silence(7);
    pass(registry, [fleet], 46_000 + 15 * MINUTE_MS);
    expect([scopes(registry), fleet.listed]).toEqual([[], 20]);
    pass(registry, [fleet.silence(0)], 60_000);
    pass(registry, [fleet.silence(7)], 60_000);
    expect(scopes(registry)).toEqual(['registry', 'ORDERS']);
  });

  it('does not begin when self-preservation is off', () => {
    const registry = sampleRegistry({
      ...MODERN,
      selfPreservation: { kind: 'modern', ...MODERN_SELF_PRESERVATION, enabled: false },
    });
    const fleet = new Fleet(registry, 'ORDERS', 20).silence(20);
    pass(registry, [fleet], 120_000);
    expect([registry.selfPreservation.enabled, scopes(registry), fleet.listed]).toEqual([false, [], 0]);
  });
});

describe('who is missing', () => {
  /** Four of ten fall silent, `gapMs` after one another. */
  function lossInTurn(gapMs: number): { registry: SampleRegistry; fleet: Fleet } {
    const registry = sampleRegistry();
    const fleet = new Fleet(registry, 'ORDERS', 10);
    for (let lost = 1; lost <= 4; lost++) pass(registry, [fleet.silence(lost)], gapMs);
    return { registry, fleet };
  }

  it('is also who was evicted in the last two intervals', () => {
    const { registry, fleet } = lossInTurn(30_000);
    pass(registry, [fleet], 20_000);
    expect(scopes(registry)).toEqual(['ORDERS']);
    expect(fleet.listed).toBe(8);
    expect(registry.selfPreservation.holds()).toMatchObject([{ missing: 4, known: 10 }]);
  });

  it('is no longer who was evicted earlier than that', () => {
    const { registry, fleet } = lossInTurn(60_000);
    pass(registry, [fleet], 120_000);
    expect([scopes(registry), fleet.listed]).toEqual([[], 6]);
  });

  const lasting = sampleInstance({ instanceId: 'ORDERS-0', leaseInfo: newLease(600, 1800) });

  it.each<[string, string[], (registry: SampleRegistry) => void]>([
    ['was evicted and nothing more', ['ORDERS'], () => undefined],
    ['said goodbye after its eviction', [], ({ leases }) => leases.cancel('ORDERS', 'ORDERS-0', 'client')],
    ['came back after its eviction', [], ({ leases }) => leases.register('ORDERS', lasting, 'client')],
  ])('who %s makes the fourth lost one hold %j', (_, held, afterwards) => {
    const registry = sampleRegistry();
    const fleet = new Fleet(registry, 'ORDERS', 10);
    for (let lost = 1; lost <= 3; lost++) pass(registry, [fleet.silence(lost)], 30_000);
    pass(registry, [fleet], 10_000);
    expect(fleet.listed).toBe(9);
    afterwards(registry);
    pass(registry, [fleet.silence(4)], 45_000);
    expect(scopes(registry)).toEqual(held);
  });

  it('is late at the end of its lease where that is shorter than one and a half intervals', () => {
    const registry = sampleRegistry();
    for (let n = 0; n < 4; n++) {
      registry.leases.register(
        'ORDERS',
        sampleInstance({ instanceId: `i-${n}`, leaseInfo: newLease(30, 10) }),
        'client',
      );
    }
    pass(registry, [], 10_000);
    expect(scopes(registry)).toEqual([]);
    pass(registry, [], 1_000);
    expect([scopes(registry), registry.store.size]).toEqual([['ORDERS'], 4]);
  });

  it('goes by the own interval of each', () => {
    const registry = sampleRegistry();
    const slow = new Fleet(registry, 'SLOW', 4, 300).silence(4);
    const fast = new Fleet(registry, 'FAST', 4, 1).silence(4);
    pass(registry, [slow, fast], 2_000);
    expect(scopes(registry)).toEqual(['FAST']);
    pass(registry, [slow, fast], 448_000);
    expect(scopes(registry)).not.toContain('SLOW');
    pass(registry, [slow, fast], 1_000);
    expect(scopes(registry)).toContain('SLOW');
  });

  it('remembers an evicted instance no longer than a hold may last, whatever interval it claims', () => {
    const registry = sampleRegistry();
    const fleet = new Fleet(registry, 'ORDERS', 10);
    for (let n = 0; n < 3; n++) {
      const leaseInfo = newLease(1_000_000, 10);
      registry.leases.register('ORDERS', sampleInstance({ instanceId: `odd-${n}`, leaseInfo }), 'client');
    }
    pass(registry, [fleet], 14 * MINUTE_MS);
    expect(fleet.listed).toBe(10);
    pass(registry, [fleet], 2 * MINUTE_MS);
    pass(registry, [fleet.silence(1)], 60_000);
    expect(scopes(registry)).toEqual([]);
  });
});
