import { describe, expect, it } from '@jest/globals';
import { INSTANCE_STATUSES } from '@nest-eureka/protocol';
import type { InstanceStatus } from '@nest-eureka/protocol';
import { ManualClock } from '@nest-eureka/time/testing';
import fc from 'fast-check';
import { Lease } from './lease.js';
import { LeaseStore } from './lease-store.js';
import { sampleInstance } from '../../spec-support/sample-instance.js';

function aLease(app: string, instanceId: string, status: InstanceStatus = 'UP'): Lease {
  return new Lease(sampleInstance({ app, instanceId, status }), new ManualClock(), 'exact');
}

describe('LeaseStore', () => {
  it('keeps applications in the order of their first registration and drops empty ones', () => {
    const store = new LeaseStore();
    store.put(aLease('B', '1'));
    store.put(aLease('A', '1'));
    store.put(aLease('B', '2'));
    expect([...store.applications().keys()]).toEqual(['B', 'A']);
    store.remove('B', '1');
    expect([...(store.application('B') ?? new Map()).keys()]).toEqual(['2']);
    store.remove('B', '2');
    expect([...store.applications().keys()]).toEqual(['A']);
  });

  it('gives back the lease that another one replaces', () => {
    const store = new LeaseStore();
    const first = aLease('A', '1');
    expect(store.put(first)).toBeUndefined();
    const second = aLease('A', '1');
    expect(store.put(second)).toBe(first);
    expect(store.find('A', '1')).toBe(second);
    expect(store.size).toBe(1);
  });

  it('removes nothing twice', () => {
    const store = new LeaseStore();
    const lease = aLease('A', '1');
    store.put(lease);
    expect(store.remove('A', '1')).toBe(lease);
    expect(store.remove('A', '1')).toBeUndefined();
    expect(store.remove('B', '1')).toBeUndefined();
    expect(store.size).toBe(0);
  });

  it('counts what it holds, whatever is put, replaced, changed and removed', () => {
    const step = fc.record({
      act: fc.constantFrom('put', 'remove', 'change'),
      app: fc.constantFrom('A', 'B'),
      id: fc.constantFrom('1', '2', '3'),
      status: fc.constantFrom(...INSTANCE_STATUSES),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const store = new LeaseStore();
        for (const { act, app, id, status } of steps) {
          const lease = store.find(app, id);
          if (act === 'put') store.put(aLease(app, id, status));
          else if (act === 'remove') store.remove(app, id);
          else if (lease !== undefined) store.replaceInstance(lease, { ...lease.instance, status });
        }
        const held = [...store.leases()];
        expect(store.size).toBe(held.length);
        for (const status of INSTANCE_STATUSES) {
          expect(store.statusCounts().get(status) ?? 0).toBe(held.filter((lease) => lease.status === status).length);
        }
      }),
    );
  });
});
