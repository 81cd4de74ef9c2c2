import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { newLease } from '@nest-eureka/protocol';
import { findExpired, scanForExpired } from './eviction.js';
import { sampleInstance } from '../../spec-support/sample-instance.js';
import { sampleRegistry, UNGUARDED } from '../../spec-support/sample-registry.js';
import type { SampleRegistry } from '../../spec-support/sample-registry.js';
import { DueScan } from './due-scan.js';

function register({ leases }: SampleRegistry, app: string, id: string, durationInSecs: number): void {
  leases.register(app, sampleInstance({ app, instanceId: id, leaseInfo: newLease(30, durationInSecs) }), 'client');
}

const anyApp = fc.constantFrom('A', 'B', 'C');
const anyId = fc.constantFrom('1', '2', '3');
const anyStep = fc.oneof(
  fc.tuple(anyApp, anyId, fc.integer({ min: 1, max: 90 })).map(
    ([app, id, secs]) =>
      (registry: SampleRegistry) =>
        register(registry, app, id, secs),
  ),
  fc.tuple(anyApp, anyId).map(
    ([app, id]) =>
      ({ leases }: SampleRegistry) =>
        void leases.renew(app, id, {}, 'client'),
  ),
  fc.tuple(anyApp, anyId).map(
    ([app, id]) =>
      ({ leases }: SampleRegistry) =>
        void leases.cancel(app, id, 'client'),
  ),
  fc.tuple(anyApp, anyId, fc.integer({ min: 0, max: 90_000 })).map(
    ([app, id, ageMs]) =>
      ({ leases }: SampleRegistry) =>
        leases.takeOver(sampleInstance({ app, instanceId: id, leaseInfo: newLease(30, 40) }), ageMs),
  ),
  fc.integer({ min: 0, max: 40_000 }).map(
    (ms) =>
      ({ clock }: SampleRegistry) =>
        clock.advance(ms),
  ),
);

describe('DueScan', () => {
  it('finds every lease that has run out, whatever happened between two passes', () => {
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 60 }), (steps) => {
        const registry = sampleRegistry(UNGUARDED);
        const scan = scanForExpired(registry.store);
        for (const step of steps) {
          step(registry);
          const now = registry.clock.monotonic();
          const all = Array.from(registry.store.leases()).filter((lease) => lease.isExpired(now));
          expect(findExpired(scan, now, 0)).toEqual(all);
        }
      }),
    );
  });

  it('does not look again at an application before its earliest lease may be due', () => {
    const registry = sampleRegistry(UNGUARDED);
    register(registry, 'A', '1', 90);
    register(registry, 'A', '2', 30);
    register(registry, 'B', '1', 90);
    let looks = 0;
    const scan = new DueScan(registry.store, ({ renewedAt, durationMs }) => {
      looks++;
      return renewedAt + durationMs;
    });
    const appsAt = (ms: number): string[] => Array.from(scan.applications(ms), ({ name }) => name);
    expect([appsAt(0), looks]).toEqual([[], 3]);
    looks = 0;
    expect([appsAt(1), appsAt(29_999), looks]).toEqual([[], [], 0]);
    expect([appsAt(30_000), looks]).toEqual([['A'], 2]);
    looks = 0;
    register(registry, 'B', '2', 90);
    expect([appsAt(29_999), looks]).toEqual([[], 2]);
  });

  it('tells again and again of what stays due', () => {
    const registry = sampleRegistry(UNGUARDED);
    register(registry, 'A', '1', 30);
    const scan = scanForExpired(registry.store);
    const count = (ms: number): number => scan.applications(ms).length;
    expect([count(30_000), count(30_001), count(100_000), count(100_500), count(3_600_000)]).toEqual([1, 1, 1, 1, 1]);
  });

  it('forgets an application that has gone, however long its lease was', () => {
    const registry = sampleRegistry(UNGUARDED);
    let asked = 0;
    const scan = new DueScan(registry.store, () => (asked++, Infinity));
    register(registry, 'A', '1', 1_000_000);
    scan.applications(0);
    registry.leases.cancel('A', '1', 'client');
    register(registry, 'B', '1', 1_000_000);
    scan.applications(1);
    asked = 0;
    scan.applications(59_999);
    expect(asked).toBe(0);
    scan.applications(60_001);
    expect(asked).toBe(1);
  });
});
