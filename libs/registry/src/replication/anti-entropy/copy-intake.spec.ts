import { describe, expect, it } from '@jest/globals';
import type { InstanceInfo } from '@nest-eureka/protocol';
import { receivingNode } from '../../../spec-support/replication/receiving-node.js';
import type { ReceivingNode } from '../../../spec-support/replication/receiving-node.js';
import { sampleInstance } from '../../../spec-support/sample-instance.js';
import type { OverrideRecord } from '../../core/override-record.js';
import type { Copy } from './merge-copies.js';

/** As of a node where nobody ever set an override, or where it was set so. */
function copyOf(instance: InstanceInfo, override: OverrideRecord = { status: undefined, at: 0 }): Copy {
  return { instance, override };
}

function ageAt({ core }: ReceivingNode): number | undefined {
  const lease = core.store.find('ORDERS', 'i-1');
  return lease && core.clock.monotonic() - lease.renewedAt;
}

describe('CopyIntake', () => {
  it('takes what is not here, as old as it is', () => {
    const here = receivingNode();
    expect(here.intake.take(copyOf(sampleInstance()), 40_000)).toBe(true);
    expect(ageAt(here)).toBe(40_000);
  });

  it('takes nothing that was cancelled here after its last renewal', () => {
    const here = receivingNode();
    here.core.leases.register('ORDERS', sampleInstance(), 'client');
    here.core.leases.cancel('ORDERS', 'i-1', 'client');
    here.core.clock.advance(5_000);
    expect(here.intake.take(copyOf(sampleInstance()), 6_000)).toBe(false);
    expect(here.core.store.size).toBe(0);
    expect(here.intake.take(copyOf(sampleInstance()), 4_000)).toBe(true);
  });

  it('keeps the later of two renewals, whichever copy wins', () => {
    const here = receivingNode();
    here.core.leases.register('ORDERS', sampleInstance({ lastDirtyTimestamp: 1000 }), 'client');
    here.core.clock.advance(30_000);
    expect(here.intake.take(copyOf(sampleInstance({ lastDirtyTimestamp: 2000 })), 50_000)).toBe(true);
    expect(ageAt(here)).toBe(30_000);
    expect(here.intake.take(copyOf(sampleInstance({ lastDirtyTimestamp: 1500 })), 10_000)).toBe(false);
    expect(ageAt(here)).toBe(10_000);
    expect(here.core.leases.find('ORDERS', 'i-1')?.lastDirtyTimestamp).toBe(2000);
  });

  it('believes a renewal only where one was missed here', () => {
    const here = receivingNode();
    here.core.leases.register('ORDERS', sampleInstance(), 'client');
    here.core.clock.advance(40_000);
    here.intake.confirm('ORDERS', 'i-1', 30_000);
    expect(ageAt(here)).toBe(40_000);
    here.intake.confirm('ORDERS', 'i-1', 20_000);
    expect(ageAt(here)).toBe(20_000);
  });

  it('ends what was cancelled elsewhere, unless it renewed since or is newer', () => {
    const here = receivingNode();
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
    const here = receivingNode();
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
    const here = receivingNode();
    here.core.leases.register('ORDERS', sampleInstance(), 'client');
    here.core.leases.cancel('ORDERS', 'i-1', 'peer');
    expect(here.intake.takeListed([sampleInstance()])).toBe(0);
    expect(here.intake.takeListed([sampleInstance({ lastDirtyTimestamp: 1001 })])).toBe(1);
  });

  it('learns the last word about an override that changes nothing else', () => {
    const here = receivingNode();
    here.core.leases.register('ORDERS', sampleInstance(), 'client');
    const removed = { status: undefined, at: 7 };
    expect(here.intake.take(copyOf(sampleInstance(), removed), 0)).toBe(true);
    expect(here.core.overrides.record('i-1')).toEqual(removed);
    expect(here.intake.take(copyOf(sampleInstance(), removed), 0)).toBe(false);
  });

  it('shows a copy under the later word that was said here, and not what it only showed by an earlier one', () => {
    const here = receivingNode();
    here.core.overrides.put('i-1', { status: undefined, at: 8 });
    const down = sampleInstance({ status: 'DOWN', overriddenStatus: 'DOWN' });
    here.intake.take(copyOf(down, { status: 'DOWN', at: 7 }), 0);
    expect(here.core.leases.find('ORDERS', 'i-1')).toMatchObject({ status: 'UNKNOWN', overriddenStatus: 'UNKNOWN' });
    here.intake.replace({ instance: sampleInstance(), override: undefined }, 0);
    expect(here.core.leases.find('ORDERS', 'i-1')).toMatchObject({ status: 'UP', overriddenStatus: 'UNKNOWN' });
    here.intake.replace({ instance: down, override: { status: 'DOWN', at: 9 } }, 0);
    expect(here.core.leases.find('ORDERS', 'i-1')).toMatchObject({ status: 'DOWN', overriddenStatus: 'DOWN' });
  });

  it('judges stamps by the clock that is ahead, so that both nodes believe the same', () => {
    const [slow, fast] = [receivingNode(), receivingNode()];
    const ahead = slow.core.clock.now() + 3_900_000;
    for (const { core } of [slow, fast]) core.leases.register('ORDERS', sampleInstance(), 'client');
    const theirs = copyOf(sampleInstance({ lastDirtyTimestamp: ahead, ipAddr: '10.9.9.9' }));
    expect(slow.intake.take(theirs, 0)).toBe(false);
    expect(fast.intake.take(theirs, 0, fast.core.clock.now() + 600_000)).toBe(true);
  });
});
