import { describe, expect, it } from '@jest/globals';
import { ChangeLog } from '../change-log.js';
import { Lease } from '../lease.js';
import { sampleInstance } from '../../../spec-support/sample-instance.js';
import { ManualClock } from '@nest-eureka/time/testing';
import { DeltaList } from './delta-list.js';
import type { RegistryChange } from './delta-list.js';

function setUp(): {
  readonly log: ChangeLog;
  readonly clock: ManualClock;
  readonly register: (id: string) => RegistryChange;
} {
  const clock = new ManualClock();
  const log = new ChangeLog(clock);
  return {
    clock,
    log,
    register(instanceId) {
      const lease = new Lease(sampleInstance({ instanceId }), clock, 'exact');
      const { instance } = lease;
      return { type: 'registered', lease, origin: 'client', previous: undefined, replaced: undefined, sent: instance };
    },
  };
}

function idsIn(list: DeltaList): string[] {
  return Array.from(list.sections())
    .flatMap(({ blocks }) => blocks)
    .flatMap(({ slots }) => slots.map(({ lease }) => lease.id));
}

describe('DeltaList', () => {
  it('starts with what the log holds and follows it', () => {
    const { log, clock, register } = setUp();
    log.on(register('early'));
    const list = new DeltaList(log);
    clock.advance(10_000);
    const change = register('late');
    log.on(change);
    list.add(change);
    expect(idsIn(list)).toEqual(['early', 'late']);
    log.dropOlderThan(5_000);
    expect(idsIn(list)).toEqual(['late']);
  });

  it('holds a bounded number of forgotten instances when nobody reads', () => {
    const { log, clock, register } = setUp();
    const list = new DeltaList(log);
    let most = 0;
    for (let index = 0; index < 5_000; index++) {
      clock.advance(1_000);
      log.dropOlderThan(10_000);
      const change = register(`i-${index}`);
      log.on(change);
      list.add(change);
      most = Math.max(most, list.size);
    }
    expect(most).toBeLessThan(1_100);
    expect(idsIn(list)).toHaveLength(log.size);
  });
});
