import { describe, expect, it } from '@jest/globals';
import { newLease } from '@nest-eureka/protocol';
import { sampleInstance } from '../../spec-support/sample-instance.js';
import { sampleRegistry, UNGUARDED } from '../../spec-support/sample-registry.js';
import type { RegistryListener } from './registry-event.js';

/** Nothing is held, and a run may evict everybody. */
const ALL_AT_ONCE = { ...UNGUARDED, renewalPercentThreshold: 0 };

describe('an eviction run', () => {
  it('is one change: whoever is told of its first lease finds the last one gone too, and overrides with them', () => {
    const seen: unknown[] = [];
    const watch: RegistryListener = {
      on({ type, origin, lease }) {
        if (type !== 'cancelled') return;
        const left = ids.map((id) => registry.leases.find('orders', id)).filter((found) => found !== undefined);
        seen.push({ id: lease.id, origin, left: left.length, overrides: registry.overrides.snapshot().size });
      },
    };
    const registry = sampleRegistry(ALL_AT_ONCE, undefined, () => ({ watch }));
    const ids = ['i-1', 'i-2', 'i-3'];
    for (const instanceId of ids) {
      registry.leases.register('orders', sampleInstance({ instanceId, leaseInfo: newLease(30, 90) }), 'client');
      registry.leases.overrideStatus('orders', instanceId, 'OUT_OF_SERVICE', undefined, 'client');
    }
    registry.clock.advance(90_001);
    const evicted = registry.leases.evict(0).map(({ id }) => id);
    expect(evicted.toSorted()).toEqual(ids);
    expect(seen).toEqual(evicted.map((id) => ({ id, origin: 'eviction', left: 0, overrides: 0 })));
    expect(registry.leases.evict(0)).toEqual([]);
  });
});
