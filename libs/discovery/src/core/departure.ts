import type { TimerClock } from '@nest-eureka/time';
import type { Registration } from './registration.js';
import { untilAborted } from './until-aborted.js';

/** What leaving consists of, in this order. */
export type DepartureStep = 'tell' | 'seen' | 'cancel' | 'in-flight';

type Leaving = Pick<Registration, 'leave' | 'cancel' | 'stop'>;

export interface DepartureSteps {
  /** From here on the readiness check answers 503. Must not throw. */
  readinessOff(): void;
  readonly registrations: readonly Leaving[];
  readonly status: 'DOWN' | 'OUT_OF_SERVICE';
  /** How long callers need to see the status, in ms: they fetch the registry now and then. Not waited for if no registry took it. */
  readonly callersSeeMs: number;
  /**
   * Whether all who call have seen the status, as far as a registry knows it: that ends the wait early. The registry answers after
   * `waitMs` at the latest. Never rejects. @default nobody knows
   */
  readonly haveCallersSeen?: (waitMs: number, signal: AbortSignal) => Promise<boolean>;
  /** False: the registry keeps the instance until its lease expires (`should-unregister-on-shutdown=false`). */
  readonly cancel: boolean;
  /** Ends when the requests in flight have ended. */
  inFlight(): Promise<unknown>;
}

/**
 * Until which share of the whole time each step may last. What one does not need is left to the next; a hung registry can
 * neither eat the time in which callers turn away nor that of the requests in flight.
 */
const SHARES: readonly (readonly [step: DepartureStep, share: number])[] = [
  ['tell', 0.25],
  ['seen', 0.5],
  ['cancel', 0.75],
  ['in-flight', 1],
];

/** Leaves in order, within `deadlineMs` whatever happens. Never rejects; gives the steps that were cut short. */
export async function depart(
  steps: DepartureSteps,
  deadlineMs: number,
  clock: TimerClock,
): Promise<readonly DepartureStep[]> {
  const { registrations, status, callersSeeMs } = steps;
  let hasBeenTold = false;
  const tell = async (registration: Leaving, signal: AbortSignal): Promise<void> => {
    if (await registration.leave({ status, signal })) hasBeenTold = true;
  };
  const work: Readonly<Record<DepartureStep, (signal: AbortSignal) => Promise<unknown>>> = {
    tell: (signal) => Promise.all(registrations.map((registration) => tell(registration, signal))),
    seen: async (signal) => hasBeenTold && callersSeeMs > 0 && callersSee(steps, clock, signal),
    cancel: async (signal) => steps.cancel && Promise.all(registrations.map((one) => one.cancel({ signal }))),
    'in-flight': async () => steps.inFlight(),
  };
  const startedAt = clock.monotonic();
  const cutShort: DepartureStep[] = [];
  steps.readinessOff();
  for (const [step, share] of SHARES) {
    const limit = new AbortController();
    const leftMs = startedAt + share * deadlineMs - clock.monotonic();
    const cancelLimit = clock.after(Math.max(0, leftMs), () => {
      cutShort.push(step);
      limit.abort();
    });
    await untilAborted(work[step](limit.signal), limit.signal);
    cancelLimit();
  }
  for (const registration of registrations) registration.stop();
  return cutShort;
}

function callersSee(
  { callersSeeMs, haveCallersSeen }: DepartureSteps,
  clock: TimerClock,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve) => {
    const cancel = clock.after(callersSeeMs, resolve);
    signal.addEventListener('abort', cancel);
    void haveCallersSeen?.(callersSeeMs, signal).then((haveSeen) => {
      if (!haveSeen) return;
      cancel();
      resolve();
    });
  });
}
