import { describe, expect, it } from '@jest/globals';
import { passTime } from '../../spec-support/pass-time.js';
import { registrationSetup } from '../../spec-support/registration-setup.js';
import type { RegistrationSetup } from '../../spec-support/registration-setup.js';

async function registered(changes: Parameters<typeof registrationSetup>[0] = {}): Promise<RegistrationSetup> {
  const setup = registrationSetup(changes);
  setup.registration.start();
  await passTime(setup.clock, 10);
  return setup;
}

/** What the promise came to, or `pending`. */
function watched<T>(promise: Promise<T>): { value: T | 'pending' } {
  const seen: { value: T | 'pending' } = { value: 'pending' };
  void promise.then((value) => (seen.value = value));
  return seen;
}

describe('Registration, leaving', () => {
  it('tells the status at once, whatever the rate says, and keeps the lease until the cancel', async () => {
    const { clock, calls, own, registration } = await registered();
    for (const status of ['DOWN', 'UP', 'DOWN', 'UP'] as const) own.setStatus(status);
    await passTime(clock, 100);
    const left = watched(registration.leave({ status: 'OUT_OF_SERVICE' }));
    await passTime(clock, 20);
    expect([left.value, calls.sent.at(-1)?.status]).toEqual([true, 'OUT_OF_SERVICE']);
    expect(registration.report.state).toBe('leaving');
    await passTime(clock, 31_000, 100);
    expect(calls.sent.at(-1)).toMatchObject({ purpose: 'heartbeat', status: 'OUT_OF_SERVICE' });
  });

  it('does not come back when a health check or the application says UP', async () => {
    const { clock, calls, own, registration } = await registered();
    void registration.leave({ status: 'DOWN' });
    own.setStatus('UP');
    await passTime(clock, 40_000, 100);
    expect(calls.sent.slice(1).map(({ status }) => status)).toEqual(['DOWN', 'DOWN']);
  });

  it('asks a registry that refuses the status once before it ends, and goes on asking', async () => {
    const { clock, calls, registration } = await registered();
    calls.script = [500, 200];
    const left = watched(registration.leave({ status: 'DOWN' }));
    await passTime(clock, 100);
    expect([left.value, calls.count('register')]).toEqual([false, 2]);
    await passTime(clock, 1000);
    expect([calls.count('register'), calls.sent.at(-1)?.status]).toEqual([3, 'DOWN']);
  });

  it('does not let a hung heartbeat hold up the status', async () => {
    const { clock, calls, registration } = await registered();
    calls.script = ['hang'];
    await passTime(clock, 31_000, 100);
    expect(calls.inFlight).toBe(1);
    const left = watched(registration.leave({ status: 'DOWN' }));
    await passTime(clock, 100);
    expect([left.value, calls.purposes.at(-1)]).toEqual([true, 'register']);
    expect(registration.report.lastFailure).toBeUndefined();
  });

  it('stops waiting when its time is over, while the telling goes on', async () => {
    const { clock, calls, registration } = await registered();
    calls.script = ['hang'];
    const limit = new AbortController();
    const left = watched(registration.leave({ status: 'DOWN', signal: limit.signal }));
    await passTime(clock, 100);
    expect(left.value).toBe('pending');
    limit.abort();
    await passTime(clock, 10);
    expect([left.value, calls.inFlight]).toEqual([false, 1]);
  });

  it('sends nothing for an instance that no registry has ever taken', async () => {
    const { clock, calls, registration } = registrationSetup();
    calls.otherwise = () => 'unreachable';
    registration.start();
    await passTime(clock, 100);
    const left = watched(registration.leave({ status: 'DOWN' }));
    await passTime(clock, 120_000, 500);
    expect([left.value, calls.sent.length, clock.pendingTimers]).toEqual([false, 1, 0]);
  });
});

describe('Registration, cancelling', () => {
  it('is gone for good: nothing is sent after the cancel and no timer is left', async () => {
    const { clock, calls, own, registration, events } = await registered();
    const left = watched(registration.cancel());
    own.setStatus('DOWN');
    registration.renewNow();
    await passTime(clock, 20);
    own.setStatus('UP');
    registration.renewNow();
    registration.start();
    await passTime(clock, 120_000, 500);
    expect(calls.purposes).toEqual(['register', 'cancel']);
    expect([left.value, clock.pendingTimers, registration.report.state]).toEqual([undefined, 0, 'left']);
    expect(events.at(-1)).toMatchObject({ type: 'cancelled', message: undefined });
  });

  it('waits for a registration under way, which a registry could otherwise take after the cancel', async () => {
    const { clock, calls, own, registration } = await registered();
    calls.latencyMs = 3000;
    own.setStatus('DOWN');
    await passTime(clock, 100);
    void registration.cancel();
    await passTime(clock, 2000);
    expect([calls.purposes, registration.report.state]).toEqual([['register', 'register'], 'leaving']);
    await passTime(clock, 5000, 100);
    expect([calls.purposes.at(-1), calls.mostInFlight, registration.report.state]).toEqual(['cancel', 1, 'left']);
  });

  it('gives up a hung heartbeat in favour of the cancel', async () => {
    const { clock, calls, registration } = await registered();
    calls.script = ['hang'];
    await passTime(clock, 31_000, 100);
    void registration.cancel();
    await passTime(clock, 100);
    expect([calls.purposes.at(-1), registration.report.state]).toEqual(['cancel', 'left']);
  });

  it('gives everything up when its time is over, and says what that means', async () => {
    const { clock, calls, own, registration, events } = await registered();
    calls.otherwise = () => 'hang';
    own.setStatus('DOWN');
    await passTime(clock, 100);
    const limit = new AbortController();
    const left = watched(registration.cancel({ signal: limit.signal }));
    await passTime(clock, 500);
    limit.abort();
    await passTime(clock, 60_000, 500);
    expect(calls.purposes).toEqual(['register', 'register']);
    expect([left.value, calls.inFlight, clock.pendingTimers]).toEqual([undefined, 0, 0]);
    expect(events.at(-1)).toMatchObject({ type: 'cancelled', message: expect.stringMatching(/lease expires/) });
  });

  it('says how a cancel failed, and is gone all the same', async () => {
    const { clock, calls, registration, events } = await registered();
    calls.otherwise = () => 'hang';
    void registration.cancel();
    await passTime(clock, 9000, 100);
    expect(events.at(-1)).toMatchObject({ type: 'cancelled', message: expect.stringMatching(/timeout/) });
    expect(registration.report.state).toBe('left');
  });

  it('cancels once, whoever asks', async () => {
    const { clock, calls, registration } = await registered();
    await Promise.race([Promise.all([registration.cancel(), registration.cancel()]), passTime(clock, 100)]);
    await registration.cancel();
    expect(calls.count('cancel')).toBe(1);
  });

  it('takes nothing back that was never sent', async () => {
    const { calls, registration } = registrationSetup();
    await registration.cancel();
    const other = registrationSetup();
    expect(await other.registration.leave({ status: 'DOWN' })).toBe(false);
    await other.registration.cancel();
    expect([calls.sent, other.calls.sent]).toEqual([[], []]);
  });

  it('ends without a cancel when it is stopped, and gives up what is under way', async () => {
    const { clock, calls, own, registration } = await registered();
    calls.otherwise = () => 'hang';
    own.setStatus('DOWN');
    await passTime(clock, 100);
    registration.stop();
    await registration.cancel();
    await passTime(clock, 60_000, 500);
    expect(calls.purposes).toEqual(['register', 'register']);
    expect([calls.inFlight, clock.pendingTimers, registration.report.state]).toEqual([0, 0, 'left']);
  });

  it('gives up a hung cancel when it is stopped', async () => {
    const { clock, calls, registration } = await registered();
    calls.otherwise = () => 'hang';
    const left = watched(registration.cancel());
    await passTime(clock, 100);
    registration.stop();
    await passTime(clock, 10);
    expect([left.value, calls.inFlight]).toEqual([undefined, 0]);
  });
});
