import { describe, expect, it } from '@jest/globals';
import { passTime } from '../../spec-support/pass-time.js';
import { registrationSetup } from '../../spec-support/registration-setup.js';
import type { RegistrationSetup } from '../../spec-support/registration-setup.js';
import { depart } from './departure.js';
import type { DepartureStep, DepartureSteps } from './departure.js';

interface Setup extends RegistrationSetup {
  readonly log: string[];
  readonly steps: DepartureSteps;
  /** Starts to leave; what was cut short, once it is over. */
  readonly leave: (deadlineMs: number, changes?: Partial<DepartureSteps>) => { cutShort?: readonly DepartureStep[] };
}

/** An instance that is registered, in a host that notes what it is told. */
async function running(): Promise<Setup> {
  const setup = registrationSetup();
  const { clock, calls, registration } = setup;
  const log: string[] = [];
  registration.start();
  await passTime(clock, 10);
  const register = calls.register.bind(calls);
  const cancel = calls.cancel.bind(calls);
  calls.register = (...call) => {
    log.push(`tell ${call[0].status}`);
    return register(...call);
  };
  calls.cancel = (...call) => {
    log.push('cancel');
    return cancel(...call);
  };
  const steps: DepartureSteps = {
    readinessOff: () => void log.push('readiness off'),
    registrations: [registration],
    status: 'OUT_OF_SERVICE',
    callersSeeMs: 5000,
    cancel: true,
    inFlight: async () => void log.push('in flight'),
  };
  return {
    ...setup,
    log,
    steps,
    leave: (deadlineMs, changes = {}) => {
      const end: ReturnType<Setup['leave']> = {};
      void depart({ ...steps, ...changes }, deadlineMs, clock).then((cutShort) => {
        end.cutShort = cutShort;
      });
      return end;
    },
  };
}

describe('depart', () => {
  it('goes in order: readiness, status, time for callers, cancel, requests in flight', async () => {
    const { log, leave, clock } = await running();
    const end = leave(30_000);
    await passTime(clock, 4900, 100);
    expect(log).toEqual(['readiness off', 'tell OUT_OF_SERVICE']);
    await passTime(clock, 400);
    expect(log).toEqual(['readiness off', 'tell OUT_OF_SERVICE', 'cancel', 'in flight']);
    expect([end.cutShort, clock.pendingTimers]).toEqual([[], 0]);
  });

  it('leaves before its deadline whatever hangs, and says what was cut short', async () => {
    const { calls, leave, clock, registration } = await running();
    calls.otherwise = () => 'hang';
    const end = leave(10_000, { inFlight: () => new Promise(() => undefined) });
    await passTime(clock, 9900, 100);
    expect(end.cutShort).toBeUndefined();
    await passTime(clock, 200);
    expect(end.cutShort).toEqual(['tell', 'cancel', 'in-flight']);
    expect([clock.pendingTimers, calls.inFlight, registration.report.state]).toEqual([0, 0, 'left']);
  });

  it('leaves the requests in flight their time when the registry hangs', async () => {
    const { calls, leave, clock, log } = await running();
    calls.otherwise = () => 'hang';
    leave(12_000);
    await passTime(clock, 9100, 100);
    expect(log.at(-1)).toBe('in flight');
  });

  it('does not wait for callers when no registry has taken the status', async () => {
    const { calls, leave, clock } = await running();
    calls.otherwise = () => 'unreachable';
    const end = leave(30_000);
    await passTime(clock, 200);
    expect(end.cutShort).toEqual([]);
  });

  it('is quick when nothing is registered', async () => {
    const { leave, clock, log } = await running();
    const end = leave(30_000, { registrations: [] });
    await passTime(clock, 100);
    expect([end.cutShort, log]).toEqual([[], ['readiness off', 'in flight']]);
  });

  it('gives callers no more than their share of a short deadline', async () => {
    const { leave, clock, log } = await running();
    const end = leave(2000, { callersSeeMs: 60_000 });
    await passTime(clock, 1200);
    expect([log.includes('cancel'), end.cutShort, clock.pendingTimers]).toEqual([true, ['seen'], 0]);
  });

  it('leaves the instance in the registry when it shall not cancel, and sends no more heartbeats', async () => {
    const { leave, clock, calls, log } = await running();
    const end = leave(30_000, { cancel: false, callersSeeMs: 100 });
    await passTime(clock, 300);
    const sent = calls.sent.length;
    await passTime(clock, 90_000, 500);
    expect([log.includes('cancel'), end.cutShort, calls.sent.length]).toEqual([false, [], sent]);
  });

  it('goes on when waiting for the requests fails', async () => {
    const { leave, clock } = await running();
    const broken = (): never => {
      throw new Error('no server');
    };
    const end = leave(30_000, { callersSeeMs: 0, inFlight: broken });
    await passTime(clock, 200);
    expect(end.cutShort).toEqual([]);
  });

  it('tells and cancels several registrations side by side', async () => {
    const { leave, clock, registration, calls } = await running();
    const other = registrationSetup();
    const end = leave(8000, { registrations: [registration, other.registration], callersSeeMs: 0 });
    await passTime(clock, 200);
    expect([end.cutShort, calls.purposes.at(-1), other.registration.report.state]).toEqual([[], 'cancel', 'left']);
  });
});
