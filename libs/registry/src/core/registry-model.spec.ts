import { describe, expect, it } from '@jest/globals';
import { INSTANCE_STATUSES, applyDelta, appsHashCode, appsHashCodeOf, newLease } from '@nest-eureka/protocol';
import type { Applications, InstanceInfo } from '@nest-eureka/protocol';
import fc from 'fast-check';
import type { LeaseExpiry } from './lease.js';
import { NaiveRegistry } from '../../spec-support/naive-registry.js';
import { sampleInstance } from '../../spec-support/sample-instance.js';
import { sampleRegistry, UNGUARDED } from '../../spec-support/sample-registry.js';
import type { SampleRegistry } from '../../spec-support/sample-registry.js';

const ACTS = ['register', 'renew', 'cancel', 'override', 'removeOverride', 'metadata', 'advance', 'evict'] as const;

const step = fc.record({
  act: fc.constantFrom(...ACTS, 'register' as const, 'register' as const),
  app: fc.constantFrom('A', 'B'),
  id: fc.constantFrom('1', '2', '3', '4'),
  status: fc.constantFrom(...INSTANCE_STATUSES),
  overridden: fc.constantFrom(...INSTANCE_STATUSES, 'UNKNOWN' as const, 'UNKNOWN' as const),
  dirty: fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined }),
  origin: fc.constantFrom('client' as const, 'peer' as const),
  durationInSecs: fc.constantFrom(10, 30, 90),
  ms: fc.integer({ min: 1, max: 50_000 }),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** The same step on both; what each answers. */
function take(real: SampleRegistry, naive: NaiveRegistry, next: Step): [unknown, unknown] {
  const { act, app, id, status, overridden, dirty, origin, ms } = next;
  const report = { ...(dirty === undefined ? {} : { lastDirtyTimestamp: dirty }), overriddenStatus: overridden };
  switch (act) {
    case 'register': {
      const leaseInfo = newLease(30, next.durationInSecs);
      const changes = { status, overriddenStatus: overridden, lastDirtyTimestamp: dirty ?? 3, leaseInfo };
      const instance = sampleInstance({ app, instanceId: id, ...changes, ipAddr: `10.0.0.${ms % 256}` });
      naive.register(instance, origin);
      return [real.leases.register(app.toLowerCase(), instance, origin).kind, 'registered'];
    }
    case 'renew':
      return [real.leases.renew(app, id, report, origin).kind, naive.renew(app, id, dirty, overridden, origin)];
    case 'cancel':
      return [real.leases.cancel(app, id, origin).kind, naive.cancel(app, id)];
    case 'override':
      return [real.leases.overrideStatus(app, id, status, dirty, origin).kind, naive.override(app, id, status, dirty)];
    case 'removeOverride':
      return [
        real.leases.removeOverride(app, id, status, dirty, origin).kind,
        naive.removeOverride(app, id, status, dirty),
      ];
    case 'metadata': {
      const stored = real.store.find(app, id)?.instance ?? sampleInstance();
      const expected = naive.updateMetadata(app, id, 'k', String(ms), stored);
      return [real.leases.updateMetadata(app, id, new Map([['k', String(ms)]])).kind, expected];
    }
    case 'advance':
      real.clock.advance(ms);
      return [real.clock.monotonic(), (naive.now += ms)];
    case 'evict':
      return [real.leases.evict(0).length, naive.evict()];
  }
}

/** What both must agree upon. */
function contents(instances: readonly InstanceInfo[]): unknown[] {
  return instances.map(({ app, instanceId, status, overriddenStatus, lastDirtyTimestamp, ipAddr, metadata }) => {
    return {
      app,
      id: instanceId,
      status,
      overridden: overriddenStatus,
      dirty: lastDirtyTimestamp,
      ip: ipAddr,
      metadata: Object.fromEntries(metadata),
    };
  });
}

function naiveContents(naive: NaiveRegistry): unknown[] {
  return naive.entries.map(({ app, id, status, overridden, dirty, ip, metadata }) => {
    return { app, id, status, overridden, dirty, ip, metadata };
  });
}

function whole({ store }: SampleRegistry): Applications {
  const applications = Array.from(store.applications(), ([name, leases]) => {
    return { name, instances: Array.from(leases.values(), (lease) => lease.toWire(undefined)) };
  });
  return { versionsDelta: 1, appsHashCode: appsHashCode(store.statusCounts()), applications };
}

function delta({ changeLog, store }: SampleRegistry): Applications {
  const applications = changeLog.changes().map(({ app, leases }) => {
    return {
      name: app,
      instances: leases.map(({ lease, actionType }) => ({ ...lease.toWire(undefined), actionType })),
    };
  });
  return { versionsDelta: changeLog.revision, appsHashCode: appsHashCode(store.statusCounts()), applications };
}

function sorted({ applications }: Applications): unknown[] {
  const inOrder = (a: InstanceInfo, b: InstanceInfo): number =>
    `${a.app} ${a.instanceId}`.localeCompare(`${b.app} ${b.instanceId}`);
  return contents(applications.flatMap(({ instances }) => instances).sort(inOrder));
}

describe.each<LeaseExpiry>(['exact', 'twice'])('the registry with lease expiry %s', (leaseExpiry) => {
  const settings = { ...UNGUARDED, lease: { ...UNGUARDED.lease, leaseExpiry } };

  it('answers and holds what the naive registry does, after every step', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const real = sampleRegistry(settings);
        const naive = new NaiveRegistry(leaseExpiry === 'twice');
        for (const next of steps) {
          const [answer, expected] = take(real, naive, next);
          expect(answer).toEqual(expected);
          const held = new Set(naiveContents(naive).map((entry) => JSON.stringify(entry)));
          const instances = Array.from(real.store.leases(), ({ instance }) => instance);
          expect(new Set(contents(instances).map((entry) => JSON.stringify(entry)))).toEqual(held);
          expect(Object.fromEntries(real.overrides.snapshot())).toEqual(naive.overrides);
          for (const { app, id, expiresAt, serviceUp } of naive.entries) {
            const lease = real.store.find(app, id);
            expect([lease?.expiresAt, (lease?.serviceUpAt ?? 0) > 0]).toEqual([expiresAt, serviceUp]);
            expect(real.leases.find(app, id) === undefined).toBe(naive.now > expiresAt);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is what a client gets that applies the delta to what it read at any moment before', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), fc.array(step, { maxLength: 40 }), (before, after) => {
        const real = sampleRegistry(settings);
        const naive = new NaiveRegistry(leaseExpiry === 'twice');
        for (const next of before) take(real, naive, next);
        const read = whole(real);
        for (const next of after) take(real, naive, next);
        const applied = applyDelta(read, delta(real));
        expect(sorted(applied)).toEqual(sorted(whole(real)));
        expect(applied.appsHashCode).toBe(whole(real).appsHashCode);
        expect(appsHashCodeOf(whole(real))).toBe(whole(real).appsHashCode);
      }),
      { numRuns: 300 },
    );
  });
});
