import { describe, expect, it } from '@jest/globals';
import { sampleInstance } from '../../spec-support/sample-instance.js';
import { sampleRegistry, UNGUARDED } from '../../spec-support/sample-registry.js';

describe('RecentLeases', () => {
  it('lists registrations newest first, those anew too', () => {
    const { leases, recentLeases, clock } = sampleRegistry();
    const at = clock.now();
    for (const instanceId of ['1', '2', '1']) {
      leases.register('ORDERS', sampleInstance({ instanceId }), 'peer');
      clock.advance(1);
    }
    expect(recentLeases.registered).toEqual([
      { at: at + 2, label: 'ORDERS(1)' },
      { at: at + 1, label: 'ORDERS(2)' },
      { at, label: 'ORDERS(1)' },
    ]);
  });

  it('lists cancels, also of nobody, and evictions, but no heartbeats that missed', () => {
    const { leases, recentLeases, clock } = sampleRegistry(UNGUARDED);
    leases.register('ORDERS', sampleInstance({ instanceId: '1' }), 'client');
    leases.cancel('orders', '1', 'client');
    leases.cancel('stock', 'nobody', 'peer');
    leases.renew('stock', 'nobody', {}, 'client');
    leases.register('ORDERS', sampleInstance({ instanceId: '2' }), 'client');
    clock.advance(90_001);
    leases.evict(0);
    expect(recentLeases.cancelled.map(({ label }) => label)).toEqual(['ORDERS(2)', 'STOCK(nobody)', 'ORDERS(1)']);
  });

  it('remembers the last thousand', () => {
    const { leases, recentLeases } = sampleRegistry();
    for (let n = 1; n <= 1003; n++) leases.cancel('A', String(n), 'client');
    const labels = recentLeases.cancelled.map(({ label }) => label);
    expect([labels.length, labels[0], labels[1], labels[999]]).toEqual([1000, 'A(1003)', 'A(1002)', 'A(4)']);
  });
});
