import { describe, expect, it } from '@jest/globals';
import { ManualClock } from '@nest-eureka/time/testing';
import { passTime } from '../../spec-support/pass-time.js';
import { registrationSetup } from '../../spec-support/registration-setup.js';
import type { RegistrationSetup } from '../../spec-support/registration-setup.js';
import type { ScriptedAnswer } from '../../spec-support/scripted-calls.js';

class JumpingClock extends ManualClock {
  jumpedMs = 0;

  override now(): number {
    return super.now() + this.jumpedMs;
  }
}

/** Whole tenths of a second since the first call. */
function times({ calls }: RegistrationSetup, purpose?: string): number[] {
  const start = calls.sent[0]?.at ?? 0;
  return calls.sent
    .filter((call) => purpose === undefined || call.purpose === purpose)
    .map(({ at }) => Math.round((at - start) / 100) / 10);
}

async function registered(changes: Parameters<typeof registrationSetup>[0] = {}): Promise<RegistrationSetup> {
  const setup = registrationSetup(changes);
  setup.registration.start();
  await passTime(setup.clock, 10);
  return setup;
}

describe('Registration, coming', () => {
  it('sends nothing before it is started', async () => {
    const { clock, calls, registration } = registrationSetup();
    await passTime(clock, 60_000, 1000);
    registration.renewNow();
    expect([calls.sent, registration.report.state]).toEqual([[], 'idle']);
  });

  it('goes on when whoever is told of it throws', async () => {
    const setup = registrationSetup();
    setup.events.push = () => {
      throw new Error('a listener');
    };
    setup.registration.start();
    await passTime(setup.clock, 61_000, 1000);
    expect(setup.calls.sent.map(({ purpose }) => purpose)).toEqual(['register', 'heartbeat', 'heartbeat']);
    expect(await setup.registration.cancel()).toBeUndefined();
  });

  it('registers at once and then sends heartbeats with what it registered', async () => {
    const setup = await registered();
    await passTime(setup.clock, 65_000, 100);
    const { calls, own, registration, events } = setup;
    expect(calls.purposes).toEqual(['register', 'heartbeat', 'heartbeat']);
    expect(times(setup)).toEqual([0, 30, 60]);
    expect(calls.sent[1]).toMatchObject({ status: 'UP', stamp: own.info.lastDirtyTimestamp });
    expect(events.map(({ type }) => type)).toEqual(['registered', 'heartbeat', 'heartbeat']);
    expect(registration.report).toMatchObject({ state: 'registered', registrations: 1, lastFailure: undefined });
    expect(registration.report.lastHeartbeatAt).toBeGreaterThan(setup.clock.now() - 6000);
  });

  it('registers once when it is started twice', async () => {
    const { registration, calls, clock } = await registered();
    registration.start();
    await passTime(clock, 1000);
    expect(calls.purposes).toEqual(['register']);
  });

  it('never gives up while the registry is away, and is there within one interval of its return', async () => {
    const setup = registrationSetup();
    const { clock, calls, registration } = setup;
    calls.otherwise = () => 'unreachable';
    registration.start();
    await passTime(clock, 100_000, 100);
    expect(times(setup)).toEqual([0, 1, 3, 7, 15, 31, 61, 91]);
    await passTime(clock, 3_500_000, 500);
    expect(registration.report.state).toBe('failing');
    calls.otherwise = () => 204;
    await passTime(clock, 30_500, 500);
    expect(registration.report).toMatchObject({ state: 'registered', registrations: 1 });
    expect(clock.pendingTimers).toBe(1);
  });

  it.each<[string, ScriptedAnswer, RegExp]>([
    ['hangs', 'hang', /timeout/],
    ['answers 500', 500, /500/],
    ['answers 200, which is no registration', 200, /answered the registration with 200/],
    ['has another path', 404, /path of the service URL/],
    ['refuses the credentials', 401, /refuses the credentials/],
    ['talks garbage', 'unreadable', /unreadable/],
  ])('goes on after a registry that %s, and says so', async (_, answer, message) => {
    const { clock, calls, registration, events } = registrationSetup();
    calls.script = [answer, answer];
    registration.start();
    await passTime(clock, 25_000, 100);
    expect(calls.purposes).toEqual(['register', 'register', 'register']);
    expect(events.map(({ type }) => type)).toEqual(['register-failed', 'register-failed', 'registered']);
    expect(events[0]).toMatchObject({ message: expect.stringMatching(message) });
    expect(registration.report.lastFailure?.message).toMatch(message);
    expect(registration.report.state).toBe('registered');
  });

  it('takes a transport that throws for a failure', async () => {
    const { clock, calls, registration } = registrationSetup();
    const register = calls.register.bind(calls);
    let thrown = 0;
    calls.register = (...call) => {
      if (thrown++ === 0) throw new Error('broken at http://user:secret@r/');
      return register(...call);
    };
    registration.start();
    await passTime(clock, 2000);
    expect(registration.report).toMatchObject({
      state: 'registered',
      lastFailure: { message: 'The call broke off: broken at http://***@r/' },
    });
  });

  it('does not spin when the transport has been closed', async () => {
    const { clock, calls, registration } = registrationSetup();
    calls.otherwise = () => 'aborted';
    registration.start();
    await passTime(clock, 60_000, 100);
    expect(calls.sent.length).toBeLessThan(8);
  });

  it('tells those who wait when it is registered, or that it is over', async () => {
    const setup = registrationSetup();
    setup.calls.script = ['unreachable'];
    const coming = setup.registration.whenRegistered();
    setup.registration.start();
    await passTime(setup.clock, 2000);
    const other = registrationSetup();
    other.registration.start();
    const leaving = other.registration.whenRegistered();
    other.registration.stop();
    expect(await Promise.all([coming, leaving])).toEqual([true, false]);
  });
});

describe('Registration, staying', () => {
  it('registers again at once, with a new stamp, when the registry does not know it', async () => {
    const { clock, calls, registration, events } = await registered();
    calls.script = [404];
    await passTime(clock, 31_000, 100);
    expect(calls.purposes).toEqual(['register', 'heartbeat', 'register']);
    const [first, , again] = calls.sent;
    expect(again?.stamp).toBeGreaterThan(first?.stamp ?? 0);
    expect(events.at(-1)).toMatchObject({ type: 'registered', status: 'UP', again: true });
    expect(registration.report.registrations).toBe(2);
  });

  it('sends no heartbeat while a registry that forgot it does not take it back', async () => {
    const { clock, calls, registration } = await registered();
    calls.script = [404, 500];
    await passTime(clock, 30_500, 100);
    expect([calls.purposes, registration.report.state]).toEqual([['register', 'heartbeat', 'register'], 'failing']);
    await passTime(clock, 1000, 100);
    expect([calls.purposes.at(-1), registration.report.state]).toEqual(['register', 'registered']);
  });

  it('tries a failed heartbeat again long before the next interval, more slowly each time, at most one interval', async () => {
    const setup = await registered();
    setup.calls.otherwise = () => 'unreachable';
    await passTime(setup.clock, 150_000, 100);
    expect(times(setup, 'heartbeat').map(Math.floor)).toEqual([30, 31, 33, 37, 45, 61, 91, 121]);
    expect(setup.registration.report.state).toBe('failing');
    setup.calls.otherwise = (purpose) => (purpose === 'heartbeat' ? 404 : 204);
    await passTime(setup.clock, 30_100, 100);
    expect(setup.registration.report).toMatchObject({ state: 'registered', registrations: 2 });
  });

  it('gives a heartbeat no longer than an interval', async () => {
    const { clock, calls } = await registered({ renewalIntervalMs: 5000 });
    await passTime(clock, 6000, 100);
    expect(calls.sent.map(({ timeoutMs }) => timeoutMs)).toEqual([8000, 5000]);
  });

  it('speaks of credentials that were changed under way', async () => {
    const { clock, calls, registration, events } = await registered();
    calls.script = [401];
    await passTime(clock, 30_500, 100);
    expect(events.at(-1)).toMatchObject({ type: 'heartbeat-failed' });
    expect(registration.report.lastFailure?.message).toMatch(/^The registry refuses the credentials/);
    expect(registration.report.state).toBe('failing');
  });

  it('keeps its rhythm when somebody sets the clock ten minutes on or back', async () => {
    const clock = new JumpingClock();
    const setup = registrationSetup({}, clock);
    setup.registration.start();
    for (const jumpMs of [600_000, -1_200_000]) {
      clock.jumpedMs += jumpMs;
      setup.own.setMetadata({ jump: String(jumpMs) });
      await passTime(clock, 15_000, 100);
    }
    await passTime(clock, 31_000, 100);
    const { calls, own, registration } = setup;
    expect(calls.purposes).toEqual(['register', 'register', 'heartbeat']);
    expect(calls.sent[1]?.stamp).toBeGreaterThan(calls.sent[0]?.stamp ?? 0);
    expect([own.dirtyAt, registration.report.state]).toEqual([undefined, 'registered']);
  });

  it('renews now when asked to', async () => {
    const { clock, calls, registration } = await registered();
    registration.renewNow();
    await passTime(clock, 100);
    expect(calls.purposes).toEqual(['register', 'heartbeat']);
  });
});

describe('Registration, changing', () => {
  it('sends a change at once, and the changes of one moment together', async () => {
    const { clock, calls, own } = await registered();
    own.setStatus('DOWN');
    own.setMetadata({ zone: 'b' });
    await passTime(clock, 20);
    expect(calls.sent).toHaveLength(2);
    expect(calls.sent[1]).toMatchObject({ purpose: 'register', status: 'DOWN', metadata: new Map([['zone', 'b']]) });
  });

  it('sends two changes at once, and the third with the periodic replication', async () => {
    const setup = await registered();
    for (const status of ['DOWN', 'UP', 'OUT_OF_SERVICE'] as const) {
      setup.own.setStatus(status);
      await passTime(setup.clock, 100);
    }
    expect(setup.calls.count('register')).toBe(3);
    await passTime(setup.clock, 31_000, 100);
    expect(setup.calls.purposes).toEqual(['register', 'register', 'register', 'register']);
    expect(setup.calls.sent[3]?.status).toBe('OUT_OF_SERVICE');
    expect(setup.own.dirtyAt).toBeUndefined();
  });

  it('keeps changes for the periodic replication when it shall send none on demand', async () => {
    const rare = { onDemandUpdate: false, initialReplicationMs: 5000, replicationIntervalMs: 10_000 };
    const setup = await registered(rare);
    setup.own.setStatus('DOWN');
    await passTime(setup.clock, 8000, 100);
    setup.own.setStatus('UP');
    await passTime(setup.clock, 12_000, 100);
    expect(times(setup, 'register')).toEqual([0, 5, 15]);
  });

  it('keeps them at most until the next heartbeat', async () => {
    const setup = await registered({ onDemandUpdate: false, replicationIntervalMs: 600_000 });
    await passTime(setup.clock, 1000, 100);
    setup.own.setStatus('DOWN');
    await passTime(setup.clock, 61_000, 100);
    expect(setup.calls.purposes).toEqual(['register', 'register', 'heartbeat']);
    expect(times(setup)).toEqual([0, 30, 60]);
  });

  it('sends what changed during a registration after it', async () => {
    const { clock, calls, own } = await registered();
    calls.latencyMs = 500;
    own.setStatus('DOWN');
    await passTime(clock, 100);
    own.setStatus('OUT_OF_SERVICE');
    await passTime(clock, 2000);
    expect(calls.sent.map(({ status }) => status)).toEqual(['UP', 'DOWN', 'OUT_OF_SERVICE']);
    expect([calls.mostInFlight, own.dirtyAt]).toEqual([1, undefined]);
  });

  it('turns a thousand flips a second into a handful of registrations that end in the last state', async () => {
    const { clock, calls, own } = await registered();
    for (let flip = 0; flip < 5000; flip++) {
      own.setStatus(flip % 2 === 0 ? 'DOWN' : 'UP');
      if (flip % 10 === 0) await passTime(clock, 10);
    }
    own.setStatus('DOWN');
    await passTime(clock, 31_000, 100);
    expect(calls.count('register')).toBeLessThanOrEqual(5);
    expect(calls.sent.findLast(({ purpose }) => purpose === 'register')?.status).toBe('DOWN');
    expect(clock.pendingTimers).toBe(1);
  });

  it('keeps the lease by heartbeats of the old state while the registry refuses the new one', async () => {
    const { clock, calls, own, registration } = await registered();
    const before = own.info.lastDirtyTimestamp;
    calls.otherwise = (purpose) => (purpose === 'register' ? 400 : 200);
    own.setMetadata({ huge: 'x' });
    await passTime(clock, 65_000, 100);
    const beats = calls.sent.filter(({ purpose }) => purpose === 'heartbeat');
    expect(beats.map(({ stamp }) => stamp)).toEqual([before, before]);
    expect(registration.report.state).toBe('failing');
    calls.otherwise = (purpose) => (purpose === 'register' ? 204 : 200);
    await passTime(clock, 31_000, 100);
    expect([own.dirtyAt, registration.report.state]).toEqual([undefined, 'registered']);
  });
});
