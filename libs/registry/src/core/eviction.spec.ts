import { describe, expect, it } from '@jest/globals';
import { newLease } from '@nest-eureka/protocol';
import fc from 'fast-check';
import { chooseAtRandom, evictionLimit, findExpired, scanForExpired } from './eviction.js';
import type { Lease } from './lease.js';
import { sampleInstance } from '../../spec-support/sample-instance.js';
import { MODERN, NETFLIX, sampleRegistry, UNGUARDED } from '../../spec-support/sample-registry.js';
import type { SampleRegistry } from '../../spec-support/sample-registry.js';

function fill({ leases }: SampleRegistry, app: string, count: number, durationInSecs = 90): void {
  for (let n = 1; n <= count; n++) {
    const instance = sampleInstance({ app, instanceId: `${app}-${n}`, leaseInfo: newLease(30, durationInSecs) });
    leases.register(app, instance, 'client');
  }
}

describe('an eviction pass', () => {
  it('takes at most 15 % and the last one too: 20 expired leases go as they do in Java', () => {
    const registry = sampleRegistry(UNGUARDED, () => 0.5);
    fill(registry, 'ORDERS', 20);
    registry.clock.advance(90_001);
    const sizes: number[] = [];
    while (registry.store.size > 0) {
      registry.leases.evict(0);
      sizes.push(registry.store.size);
    }
    expect(sizes).toEqual([17, 14, 11, 9, 7, 5, 4, 3, 2, 1, 0]);
  });

  it('takes only leases that have run out', () => {
    const registry = sampleRegistry(UNGUARDED);
    fill(registry, 'ORDERS', 1, 90);
    fill(registry, 'STOCK', 9, 91);
    registry.clock.advance(90_000);
    expect(registry.leases.evict(0)).toEqual([]);
    registry.clock.advance(1);
    expect(registry.leases.evict(0).map(({ id }) => id)).toEqual(['ORDERS-1']);
    expect(registry.leases.evict(0)).toEqual([]);
  });

  it('lets leases last longer by as much as it is late itself', () => {
    const registry = sampleRegistry(UNGUARDED);
    fill(registry, 'ORDERS', 1);
    registry.clock.advance(95_000);
    expect(registry.leases.evict(5_000)).toEqual([]);
    registry.clock.advance(1);
    expect(registry.leases.evict(0)).toHaveLength(1);
  });

  it('goes on making up for a pause with those that have not renewed since', () => {
    const registry = sampleRegistry(UNGUARDED);
    fill(registry, 'ORDERS', 2);
    registry.clock.advance(60_000);
    registry.leases.evict(0);
    registry.clock.advance(121_000);
    expect(registry.leases.evict(120_000)).toEqual([]);
    registry.leases.renew('ORDERS', 'ORDERS-2', {}, 'client');
    registry.clock.advance(29_000);
    expect(registry.leases.evict(3)).toEqual([]);
    registry.clock.advance(1);
    expect(registry.leases.evict(0).map(({ id }) => id)).toEqual(['ORDERS-1']);
    registry.clock.advance(61_000);
    expect(registry.leases.evict(0).map(({ id }) => id)).toEqual(['ORDERS-2']);
  });

  it('makes up for a pause once only where Java is to be matched', () => {
    const registry = sampleRegistry({ ...UNGUARDED, remembersPauses: false });
    fill(registry, 'ORDERS', 1);
    registry.clock.advance(95_000);
    expect(registry.leases.evict(5_000)).toEqual([]);
    expect(registry.leases.evict(4_999)).toHaveLength(1);
  });

  it('has taken all of them before it tells of the first, with their overrides', () => {
    const sizes: number[] = [];
    const registry = sampleRegistry(
      UNGUARDED,
      () => 0,
      ({ store }) => ({
        watch: { on: ({ type }) => void (type === 'cancelled' && sizes.push(store.size)) },
      }),
    );
    fill(registry, 'ORDERS', 20);
    registry.overrides.set('ORDERS-1', 'DOWN');
    registry.clock.advance(90_001);
    const evicted = registry.leases.evict(0);
    expect(sizes).toEqual([17, 17, 17]);
    expect(registry.overrides.size).toBe(0);
    const told = registry.heard.events.slice(-3);
    expect(told.map(({ lease }) => lease)).toEqual(evicted);
    for (const event of told) {
      expect(event).toMatchObject({ type: 'cancelled', origin: 'eviction', previous: { actionType: 'ADDED' } });
      expect(event.lease.evictedAt).toBe(registry.clock.now());
      expect(event.lease.instance.actionType).toBe('DELETED');
    }
  });

  it('leaves out applications that are held and counts the limit over all', () => {
    const registry = sampleRegistry(MODERN);
    fill(registry, 'ORDERS', 4);
    fill(registry, 'STOCK', 1);
    fill(registry, 'OTHER', 20, 10_000);
    for (let n = 1; n <= 20; n++) registry.leases.renew('OTHER', `OTHER-${n}`, {}, 'client');
    registry.clock.advance(40_000);
    for (let n = 1; n <= 20; n++) registry.leases.renew('OTHER', `OTHER-${n}`, {}, 'client');
    registry.clock.advance(30_000);
    for (let n = 1; n <= 20; n++) registry.leases.renew('OTHER', `OTHER-${n}`, {}, 'client');
    registry.clock.advance(20_001);
    expect(registry.leases.evict(0).map(({ id }) => id)).toEqual(['STOCK-1']);
    expect(registry.selfPreservation.holds().map(({ scope }) => scope)).toEqual(['ORDERS']);
  });

  it('takes nothing while Netflix mode holds the registry', () => {
    const registry = sampleRegistry(NETFLIX);
    registry.openForTraffic(1);
    fill(registry, 'ORDERS', 3);
    registry.clock.advance(200_000);
    expect(findExpired(scanForExpired(registry.store), registry.clock.monotonic(), 0)).toHaveLength(3);
    expect(registry.leases.evict(0)).toEqual([]);
  });
});

describe('evictionLimit', () => {
  it.each([
    [0, 0.85, 0],
    [1, 0.85, 1],
    [6, 0.85, 1],
    [7, 0.85, 2],
    [20, 0.85, 3],
    [100, 0.85, 15],
    [100, 1, 0],
    [10, 0, 10],
    [10, 1.5, 0],
  ])('of %i leases with threshold %d is %i', (size, threshold, limit) => {
    expect(evictionLimit(size, threshold)).toBe(limit);
  });
});

describe('chooseAtRandom', () => {
  const numbered = (count: number) => Array.from({ length: count }, (_, id) => ({ id: String(id) }) as Lease);

  it('takes distinct ones of those given, as many as asked for', () => {
    const draw = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(fc.nat(30), fc.nat(40), fc.infiniteStream(draw), (size, count, draws) => {
        const chosen = chooseAtRandom(numbered(size), count, () => Number(draws.next().value));
        const ids = chosen.map(({ id }) => Number(id));
        expect(new Set(ids).size).toBe(Math.min(size, count));
        expect(chosen).toHaveLength(Math.min(size, count));
        for (const id of ids) expect(id >= 0 && id < size).toBe(true);
      }),
    );
  });

  it('takes every pair of four equally often when every draw comes equally often', () => {
    const pairs = new Map<string, number>();
    for (let first = 0; first < 4; first++) {
      for (let second = 0; second < 3; second++) {
        const draws = [first / 4, second / 3];
        const chosen = chooseAtRandom(numbered(4), 2, () => draws.shift() ?? 0);
        const pair = chosen
          .map(({ id }) => id)
          .sort()
          .join('');
        pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
      }
    }
    expect([...pairs.values()]).toEqual([2, 2, 2, 2, 2, 2]);
  });
});
