import { describe, expect, it } from '@jest/globals';
import { usualSettings } from '../../spec-support/registration-setup.js';
import { RegistrationSchedule } from './registration-schedule.js';
import type { RegistrationSettings } from './registration-settings.js';

const DIRTY = true;
const CLEAN = false;
const OUT_OF_REACH = true;

function schedule(changes: Partial<RegistrationSettings> = {}): RegistrationSchedule {
  return new RegistrationSchedule(usualSettings(changes), () => 0, 0);
}

/** Registered at 0, with nothing to send. */
function registered(changes: Partial<RegistrationSettings> = {}): RegistrationSchedule {
  const plan = schedule(changes);
  plan.registering();
  plan.registered(0);
  return plan;
}

describe('RegistrationSchedule', () => {
  it('registers first, and sends the next heartbeat one interval after', () => {
    const plan = schedule();
    expect(plan.next(0, DIRTY)).toBe('register');
    plan.registering();
    plan.registered(500);
    expect([plan.isRegistered, plan.next(30_499, CLEAN), plan.wakeAt(CLEAN), plan.next(30_500, CLEAN)]).toEqual([
      true,
      undefined,
      30_500,
      'heartbeat',
    ]);
  });

  it('sends a change in place of a heartbeat that is due', () => {
    expect(registered({ replicationIntervalMs: 60_000 }).next(30_000, DIRTY)).toBe('register');
  });

  it('waits longer after each failed registration, and starts anew after a good one', () => {
    const plan = schedule();
    const failures = [0, 0, 0].map(() => {
      plan.registerFailed(0, OUT_OF_REACH);
      return plan.wakeAt(DIRTY);
    });
    plan.registered(0);
    plan.registerFailed(0, OUT_OF_REACH);
    expect([...failures, plan.wakeAt(DIRTY)]).toEqual([1000, 2000, 4000, 1000]);
  });

  it('waits longer after each failed heartbeat, and starts anew after a good one', () => {
    const plan = registered();
    const failures = [0, 0, 0].map(() => {
      plan.beatFailed(0, OUT_OF_REACH);
      return plan.wakeAt(CLEAN);
    });
    plan.renewed(0);
    plan.beatFailed(0, OUT_OF_REACH);
    expect([...failures, plan.wakeAt(CLEAN)]).toEqual([1000, 2000, 4000, 1000]);
  });

  it('asks a registry that is out of reach for one thing at a time', () => {
    const afterChange = registered();
    afterChange.registerFailed(30_000, OUT_OF_REACH);
    const afterBeat = registered();
    afterBeat.changed(30_000);
    afterBeat.beatFailed(30_000, OUT_OF_REACH);
    expect([afterChange.next(30_000, DIRTY), afterBeat.next(30_000, DIRTY)]).toEqual([undefined, undefined]);
    expect([afterChange.wakeAt(DIRTY), afterBeat.wakeAt(DIRTY)]).toEqual([31_000, 31_000]);
  });

  it('keeps up heartbeats where the registry refuses a change', () => {
    const plan = registered();
    plan.registerFailed(30_000, !OUT_OF_REACH);
    expect(plan.next(30_000, DIRTY)).toBe('heartbeat');
  });

  it('sends no heartbeat once it is forgotten, until it is registered again', () => {
    const plan = registered();
    plan.forgotten(30_000);
    expect([plan.isRegistered, plan.next(30_000, DIRTY)]).toEqual([false, 'register']);
    plan.registerFailed(30_000, !OUT_OF_REACH);
    expect([plan.next(30_500, DIRTY), plan.wakeAt(DIRTY)]).toEqual([undefined, 31_000]);
  });

  it('starts its pauses anew when it is forgotten', () => {
    const plan = registered();
    for (const _ of [1, 2, 3]) plan.registerFailed(0, !OUT_OF_REACH);
    plan.forgotten(30_000);
    plan.registerFailed(30_000, OUT_OF_REACH);
    expect(plan.wakeAt(DIRTY)).toBe(31_000);
  });

  it('takes one token for all changes that wait for the same registration', () => {
    const plan = registered();
    for (const _ of [1, 2, 3, 4, 5]) plan.changed(10);
    plan.registering();
    plan.registered(10);
    plan.changed(20);
    expect(plan.next(20, DIRTY)).toBe('register');
  });

  it.each([
    ['two a moment, and four a minute', 30_000, [0, 0, 0, 15_000, 15_000], [true, true, false, true, false]],
    ['one a minute for long intervals too', 300_000, [0, 0, 0, 60_000, 60_000], [true, true, false, true, false]],
  ])('sends on demand %s', (_, replicationIntervalMs, instants, sent) => {
    const plan = registered({ replicationIntervalMs, renewalIntervalMs: 600_000, initialReplicationMs: 900_000 });
    const answers = instants.map((now) => {
      plan.changed(now);
      const isDue = plan.next(now, DIRTY) === 'register';
      if (isDue) plan.registering();
      return isDue;
    });
    expect(answers).toEqual(sent);
  });

  it('sends the others at the next turn of the replication, however many turns had nothing to send', () => {
    const quiet = { onDemandUpdate: false, replicationIntervalMs: 10_000, initialReplicationMs: 4000 };
    const plan = registered({ ...quiet, renewalIntervalMs: 600_000 });
    plan.changed(31_000);
    expect(plan.wakeAt(DIRTY)).toBe(34_000);
  });

  it('counts the turns of the replication from the last registration', () => {
    const quiet = { onDemandUpdate: false, replicationIntervalMs: 10_000, initialReplicationMs: 4000 };
    const plan = registered({ ...quiet, renewalIntervalMs: 600_000 });
    plan.registered(7000);
    plan.changed(8000);
    expect(plan.wakeAt(DIRTY)).toBe(17_000);
  });

  it('does at once what is urged, in spite of rate and pause', () => {
    const plan = registered({ onDemandUpdate: false });
    plan.registerFailed(10, OUT_OF_REACH);
    plan.urge(20);
    expect([plan.next(20, DIRTY), plan.next(20, CLEAN)]).toEqual(['register', 'heartbeat']);
  });
});
