import { describe, expect, it } from '@jest/globals';
import { sampleInstance } from '../../spec-support/sample-instance.js';
import { sampleRegistry } from '../../spec-support/sample-registry.js';
import type { SampleRegistry } from '../../spec-support/sample-registry.js';

function register({ leases }: SampleRegistry, app: string, instanceId: string): void {
  leases.register(app, sampleInstance({ app, instanceId }), 'client');
}

/** The log as `APP: id ACTION, …` per application. */
function written({ changeLog }: SampleRegistry): string[] {
  return changeLog.changes().map(({ app, leases }) => {
    return `${app}: ${leases.map(({ lease, actionType }) => `${lease.id} ${actionType}`).join(', ')}`;
  });
}

describe('ChangeLog', () => {
  it('is empty at first, at revision 0', () => {
    const registry = sampleRegistry();
    expect([registry.changeLog.revision, written(registry)]).toEqual([0, []]);
  });

  it('holds each instance once, with what happened to it last', () => {
    const registry = sampleRegistry();
    register(registry, 'ORDERS', '1');
    registry.leases.overrideStatus('ORDERS', '1', 'DOWN', undefined, 'client');
    expect(written(registry)).toEqual(['ORDERS: 1 MODIFIED']);
    registry.leases.cancel('ORDERS', '1', 'client');
    expect(written(registry)).toEqual(['ORDERS: 1 DELETED']);
    register(registry, 'ORDERS', '1');
    expect(written(registry)).toEqual(['ORDERS: 1 ADDED']);
    expect(registry.changeLog.changes()[0]?.leases[0]?.lease).toBe(registry.store.find('ORDERS', '1'));
    expect(registry.changeLog.revision).toBe(4);
  });

  it('keeps applications where they first appeared and moves a changed instance to the end of its own', () => {
    const registry = sampleRegistry();
    register(registry, 'B', '1');
    register(registry, 'A', '1');
    register(registry, 'B', '2');
    registry.leases.overrideStatus('B', '1', 'DOWN', undefined, 'client');
    expect(written(registry)).toEqual(['B: 2 ADDED, 1 MODIFIED', 'A: 1 ADDED']);
  });

  it('is not touched by renewals, by calls that change nothing and by cancels of nobody', () => {
    const registry = sampleRegistry();
    register(registry, 'ORDERS', '1');
    const before = registry.changeLog.changes();
    registry.leases.renew('ORDERS', '1', {}, 'client');
    registry.leases.overrideStatus('ORDERS', '1', 'UP', undefined, 'client');
    registry.leases.cancel('ORDERS', '2', 'client');
    expect(registry.changeLog.changes()).toBe(before);
    expect(registry.changeLog.revision).toBe(1);
  });

  it('says modified of a status that came with a renewal, whatever the instance itself says', () => {
    const registry = sampleRegistry();
    register(registry, 'ORDERS', '1');
    registry.overrides.set('1', 'DOWN');
    registry.leases.renew('ORDERS', '1', {}, 'client');
    expect(written(registry)).toEqual(['ORDERS: 1 MODIFIED']);
    expect(registry.store.find('ORDERS', '1')?.instance.actionType).toBe('ADDED');
  });

  it('shows the present state of an instance, not that of the entry', () => {
    const registry = sampleRegistry();
    register(registry, 'ORDERS', '1');
    const [change] = registry.changeLog.changes();
    registry.leases.overrideStatus('ORDERS', '1', 'DOWN', undefined, 'client');
    expect(change?.leases[0]?.lease.instance.status).toBe('DOWN');
  });

  it('drops what is older than asked for, and nothing as old', () => {
    const registry = sampleRegistry();
    register(registry, 'A', '1');
    registry.clock.advance(1);
    register(registry, 'B', '1');
    registry.clock.advance(180_000);
    registry.changeLog.dropOlderThan(180_000);
    expect(written(registry)).toEqual(['B: 1 ADDED']);
    registry.clock.advance(1);
    registry.changeLog.dropOlderThan(180_000);
    expect([registry.changeLog.size, written(registry), registry.changeLog.revision]).toEqual([0, [], 2]);
  });

  it('moves an application back when its first entry is dropped', () => {
    const registry = sampleRegistry();
    register(registry, 'A', '1');
    register(registry, 'A', '2');
    registry.clock.advance(1);
    register(registry, 'B', '1');
    register(registry, 'A', '2');
    expect(written(registry)).toEqual(['A: 1 ADDED, 2 ADDED', 'B: 1 ADDED']);
    registry.changeLog.dropOlderThan(0);
    expect(written(registry)).toEqual(['B: 1 ADDED', 'A: 2 ADDED']);
  });

  describe('since a revision', () => {
    const ids = ({ changeLog }: SampleRegistry, revision: number) =>
      changeLog.since(revision)?.map(({ lease, actionType }) => `${lease.id} ${actionType}`);

    it('tells each instance that changed after it once, as it is now', () => {
      const registry = sampleRegistry();
      for (const id of ['1', '2', '3']) register(registry, 'ORDERS', id);
      registry.leases.cancel('ORDERS', '2', 'client');
      expect(ids(registry, 0)).toEqual(['1 ADDED', '3 ADDED', '2 DELETED']);
      expect(ids(registry, 2)).toEqual(['3 ADDED', '2 DELETED']);
      expect(ids(registry, 4)).toEqual([]);
    });

    it('knows neither what it has forgotten nor what has not been yet', () => {
      const registry = sampleRegistry();
      register(registry, 'ORDERS', '1');
      registry.clock.advance(1_000);
      register(registry, 'ORDERS', '2');
      registry.changeLog.dropOlderThan(500);
      expect([ids(registry, 0), ids(registry, 1), ids(registry, 3)]).toEqual([undefined, ['2 ADDED'], undefined]);
    });
  });
});
