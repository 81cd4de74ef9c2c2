import { describe, expect, it } from '@jest/globals';
import { sampleInstance } from '../../../spec-support/sample-instance.js';
import { MODERN, sampleRegistry } from '../../../spec-support/sample-registry.js';
import type { SampleRegistry } from '../../../spec-support/sample-registry.js';
import { CopyIntake } from './copy-intake.js';
import { Tombstones } from './tombstones.js';

interface Node {
  readonly core: SampleRegistry;
  readonly tombstones: Tombstones;
  readonly intake: CopyIntake;
}

function node(): Node {
  const late: { tombstones?: Tombstones } = {};
  const core = sampleRegistry(
    MODERN,
    () => 0,
    () => ({
      tombstones: { on: (event) => late.tombstones?.on(event), missed: (call) => late.tombstones?.missed(call) },
    }),
  );
  const tombstones = new Tombstones(core.clock);
  late.tombstones = tombstones;
  core.clock.advance(1_000_000);
  const { store, leases, clock } = core;
  return { core, tombstones, intake: new CopyIntake({ store, leases, tombstones, clock }) };
}

function ageAt({ core }: Node): number | undefined {
  const lease = core.store.find('ORDERS', 'i-1');
  return lease && core.clock.monotonic() - lease.renewedAt;
}

describe('CopyIntake', () => {
  it('takes what is not here, as old as it is', () => {
    const here = node();
    expect(here.intake.take(sampleInstance(), 40_000)).toBe(true);
    expect(ageAt(here)).toBe(40_000);
  });

  it('takes nothing that was cancelled here after its last renewal', () => {
    const here = node();
    here.core.leases.register('ORDERS', sampleInstance(), 'client');
    here.core.leases.cancel('ORDERS', 'i-1', 'client');
    here.core.clock.advance(5_000);
    expect(here.intake.take(sampleInstance(), 6_000)).toBe(false);
    expect(here.core.store.size).toBe(0);
    expect(here.intake.take(sampleInstance(), 4_000)).toBe(true);
  });

  it('keeps the later of two renewals, whichever copy wins', () => {
    const here = node();
    here.core.leases.register('ORDERS', sampleInstance({ lastDirtyTimestamp: 1000 }), 'client');
    here.core.clock.advance(30_000);
    expect(here.intake.take(sampleInstance({ lastDirtyTimestamp: 2000 }), 50_000)).toBe(true);
    expect(ageAt(here)).toBe(30_000);
    expect(here.intake.take(sampleInstance({ lastDirtyTimestamp: 1500 }), 10_000)).toBe(false);
    expect(ageAt(here)).toBe(10_000);
    expect(here.core.leases.find('ORDERS', 'i-1')?.lastDirtyTimestamp).toBe(2000);
  });

  it('believes a renewal only where one was missed here', () => {
    const here = node();
    here.core.leases.register('ORDERS', sampleInstance(), 'client');
    here.core.clock.advance(40_000);
    here.intake.confirm('ORDERS', 'i-1', 30_000);
    expect(ageAt(here)).toBe(40_000);
    here.intake.confirm('ORDERS', 'i-1', 20_000);
    expect(ageAt(here)).toBe(20_000);
  });

  it('ends what was cancelled elsewhere, unless it renewed since or is newer', () => {
    const here = node();
    const cancelledAt = here.core.clock.monotonic() + 1_000;
    here.core.leases.register('ORDERS', sampleInstance({ lastDirtyTimestamp: 1000 }), 'client');
    here.core.clock.advance(2_000);
    here.intake.cancelled({ app: 'ORDERS', id: 'i-1', dirtyAt: 999, cancelledAt });
    expect(here.core.store.size).toBe(1);
    here.intake.cancelled({ app: 'ORDERS', id: 'i-1', dirtyAt: 1000, cancelledAt });
    expect(here.core.store.size).toBe(0);
    // what was renewed between that cancel and the hearing of it is alive
    expect(here.tombstones.all()).toEqual([{ app: 'ORDERS', id: 'i-1', dirtyAt: 1000, cancelledAt }]);
    here.core.leases.register('ORDERS', sampleInstance(), 'client');
    here.intake.cancelled({ app: 'ORDERS', id: 'i-1', dirtyAt: 1000, cancelledAt });
    expect(here.core.store.size).toBe(1);
  });

  it('adds what a Java server lists, and replaces only what is older by its stamp', () => {
    const here = node();
    here.core.leases.register('ORDERS', sampleInstance({ lastDirtyTimestamp: 1000, status: 'UP' }), 'client');
    const listed = [
      sampleInstance({ lastDirtyTimestamp: 1000, status: 'DOWN' }),
      sampleInstance({ instanceId: 'i-2', lastDirtyTimestamp: 1 }),
    ];
    expect(here.intake.takeListed(listed)).toBe(1);
    expect(here.core.leases.find('ORDERS', 'i-1')?.status).toBe('UP');
    expect(here.intake.takeListed([sampleInstance({ lastDirtyTimestamp: 1001, status: 'DOWN' })])).toBe(1);
    expect(here.core.leases.find('ORDERS', 'i-1')?.status).toBe('DOWN');
  });

  it('takes nothing from a list, which may be old, that was cancelled here', () => {
    const here = node();
    here.core.leases.register('ORDERS', sampleInstance(), 'client');
    here.core.leases.cancel('ORDERS', 'i-1', 'peer');
    expect(here.intake.takeListed([sampleInstance()])).toBe(0);
    expect(here.intake.takeListed([sampleInstance({ lastDirtyTimestamp: 1001 })])).toBe(1);
  });
});
