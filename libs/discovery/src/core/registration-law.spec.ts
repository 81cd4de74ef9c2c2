import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { passTime } from '../../spec-support/pass-time.js';
import { registrationSetup } from '../../spec-support/registration-setup.js';
import type { RegistrationSetup } from '../../spec-support/registration-setup.js';
import type { ScriptedAnswer } from '../../spec-support/scripted-calls.js';

type Step =
  | { readonly do: 'status'; readonly status: 'UP' | 'DOWN' | 'OUT_OF_SERVICE' }
  | { readonly do: 'metadata'; readonly value: string }
  | { readonly do: 'pass'; readonly ms: number }
  | { readonly do: 'renew' }
  | { readonly do: 'answer'; readonly answer: ScriptedAnswer };

const answers = fc.constantFrom<ScriptedAnswer[]>(204, 200, 404, 500, 'hang', 401, 'unreachable', 'unreadable');

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('status' as const), status: fc.constantFrom('UP', 'DOWN', 'OUT_OF_SERVICE') }),
  fc.record({ do: fc.constant('metadata' as const), value: fc.constantFrom('a', 'b', 'c') }),
  fc.record({ do: fc.constant('pass' as const), ms: fc.constantFrom(1, 40, 900, 4000, 31_000) }),
  fc.record({ do: fc.constant('renew' as const) }),
  fc.record({ do: fc.constant('answer' as const), answer: answers }),
);

async function take({ own, calls, clock, registration }: RegistrationSetup, what: Step): Promise<void> {
  if (what.do === 'status') own.setStatus(what.status);
  else if (what.do === 'metadata') own.setMetadata({ key: what.value });
  else if (what.do === 'pass') await passTime(clock, what.ms, Math.max(1, what.ms / 20));
  else if (what.do === 'renew') registration.renewNow();
  else calls.script.push(what.answer);
}

/** After a while with a registry that answers as it should. */
async function calm({ calls, clock }: RegistrationSetup): Promise<void> {
  calls.script = [];
  await passTime(clock, 75_000, 250);
}

describe('the laws of Registration', () => {
  it('ends up with the registry knowing the last state, whatever happened, with one request at a time', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), fc.nat(60), async (steps, latencyMs) => {
        const setup = registrationSetup();
        setup.calls.latencyMs = latencyMs;
        setup.registration.start();
        for (const one of steps) await take(setup, one);
        await calm(setup);
        const { calls, own, registration, clock } = setup;
        const last = calls.sent.findLast(({ purpose }) => purpose === 'register');
        const { status, lastDirtyTimestamp: stamp, metadata } = own.info;
        expect(last).toMatchObject({ status, stamp, metadata });
        expect([own.dirtyAt, registration.report.state, calls.mostInFlight]).toEqual([undefined, 'registered', 1]);
        expect(clock.pendingTimers).toBeLessThanOrEqual(2);
      }),
      { numRuns: 60 },
    );
  });

  it('sends the cancel last, once, and never two requests at a time, whenever it leaves', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 15 }),
        fc.array(step, { maxLength: 8 }),
        fc.boolean(),
        fc.nat(60),
        async (before, during, leavesFirst, latencyMs) => {
          const setup = registrationSetup();
          const { registration, calls } = setup;
          calls.latencyMs = latencyMs;
          registration.start();
          for (const one of before) await take(setup, one);
          if (leavesFirst) void registration.leave({ status: 'OUT_OF_SERVICE' });
          else void registration.cancel();
          for (const one of during) await take(setup, one);
          void registration.cancel();
          for (const one of during) await take(setup, one);
          await calm(setup);
          expect([calls.purposes.at(-1), calls.count('cancel'), calls.mostInFlight]).toEqual(['cancel', 1, 1]);
          expect([registration.report.state, calls.inFlight, setup.clock.pendingTimers]).toEqual(['left', 0, 0]);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('starts no request once the time to leave is over', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 15 }), fc.nat(3000), async (steps, limitMs) => {
        const setup = registrationSetup();
        const { registration, calls, clock } = setup;
        registration.start();
        for (const one of steps) await take(setup, one);
        calls.otherwise = () => 'hang';
        const limit = new AbortController();
        void registration.cancel({ signal: limit.signal });
        await passTime(clock, limitMs, 100);
        limit.abort();
        await passTime(clock, 10);
        const sent = calls.sent.length;
        for (const one of steps) await take(setup, one);
        expect([calls.sent.length, calls.inFlight, clock.pendingTimers]).toEqual([sent, 0, 0]);
      }),
      { numRuns: 40 },
    );
  });
});
