import { describe, expect, it } from '@jest/globals';
import { sampleInstance } from '../../../spec-support/sample-instance.js';
import { MODERN, sampleRegistry } from '../../../spec-support/sample-registry.js';
import type { SampleRegistry } from '../../../spec-support/sample-registry.js';
import { ManualClock } from '@nest-eureka/time/testing';
import { DEFAULT_TOMBSTONES, Tombstones } from './tombstones.js';

const KEY = { app: 'ORDERS', id: 'i-1' };
const COPY = { ...KEY, dirtyAt: 1000 };

function registry(): { core: SampleRegistry; tombstones: Tombstones } {
  const core = sampleRegistry(MODERN, () => 0);
  const tombstones = new Tombstones(core.clock);
  return { core, tombstones };
}

/** Hears of everything, as the assembled registry would tell it. */
function replay({ core, tombstones }: ReturnType<typeof registry>): void {
  for (const event of core.heard.events.splice(0)) tombstones.on(event);
  for (const miss of core.heard.misses.splice(0)) tombstones.missed(miss);
}

describe('Tombstones', () => {
  it('block a copy that was not renewed since the cancel, and let one pass that was', () => {
    const cluster = registry();
    cluster.core.leases.register('ORDERS', sampleInstance(), 'client');
    cluster.core.leases.cancel('ORDERS', 'i-1', 'client');
    replay(cluster);
    cluster.core.clock.advance(10_000);
    expect(cluster.tombstones.blocks({ ...COPY, ageMs: 10_001 })).toBe(true);
    expect(cluster.tombstones.blocks({ ...COPY, ageMs: 10_000 })).toBe(false);
  });

  it('let a newer registration pass', () => {
    const cluster = registry();
    cluster.core.leases.register('ORDERS', sampleInstance({ lastDirtyTimestamp: 1000 }), 'client');
    cluster.core.leases.cancel('ORDERS', 'i-1', 'peer');
    replay(cluster);
    expect(cluster.tombstones.blocks({ ...KEY, dirtyAt: 1001, ageMs: 5_000 })).toBe(false);
    expect(cluster.tombstones.blocks({ ...KEY, dirtyAt: 1000, ageMs: 5_000 })).toBe(true);
  });

  it('are left by a cancel of what is not here yet, and by no eviction', () => {
    const cluster = registry();
    cluster.core.leases.cancel('ORDERS', 'i-1', 'client');
    cluster.core.leases.register('ORDERS', sampleInstance({ instanceId: 'i-2' }), 'client');
    cluster.core.clock.advance(91_000);
    cluster.core.leases.evict(0);
    replay(cluster);
    expect(cluster.tombstones.blocks({ ...KEY, dirtyAt: 9_999, ageMs: 100_000 })).toBe(true);
    expect(cluster.tombstones.all()).toHaveLength(1);
  });

  it('end when the instance registers again', () => {
    const cluster = registry();
    cluster.core.leases.cancel('ORDERS', 'i-1', 'client');
    cluster.core.leases.register('ORDERS', sampleInstance(), 'client');
    replay(cluster);
    // the log of events comes before that of misses, so the end is told once more
    cluster.tombstones.on({
      type: 'registered',
      lease: cluster.core.store.find('ORDERS', 'i-1')!,
      origin: 'client',
      previous: undefined,
      replaced: undefined,
      sent: sampleInstance(),
    });
    expect(cluster.tombstones.blocks({ ...COPY, ageMs: 1e9 })).toBe(false);
  });

  it('are bounded in number and in time', () => {
    const clock = new ManualClock();
    const tombstones = new Tombstones(clock, { ...DEFAULT_TOMBSTONES, capacity: 2 });
    for (const id of ['a', 'b', 'c']) tombstones.missed({ action: 'cancel', app: 'X', id, origin: 'client' });
    expect(tombstones.all().map(({ id }) => id)).toEqual(['b', 'c']);
    clock.advance(DEFAULT_TOMBSTONES.keepMs);
    expect(tombstones.all()).toEqual([]);
  });

  it('keep the later of two cancels', () => {
    const clock = new ManualClock();
    clock.advance(1_000_000);
    const tombstones = new Tombstones(clock);
    tombstones.learn({ ...KEY, dirtyAt: 1, cancelledAt: 900_000 });
    tombstones.learn({ ...KEY, dirtyAt: 1, cancelledAt: 800_000 });
    expect(tombstones.all()).toEqual([{ ...KEY, dirtyAt: 1, cancelledAt: 900_000 }]);
  });
});
