import type { TimerClock } from '@nest-eureka/time';
import type { CallFailure, CallFailureReason, CallOptions } from '@nest-eureka/transport';

/** How a registry that is out of order behaves: no connection, no answer, answers 500, or 401. */
export type Outage = 'refuses' | 'hangs' | 'fails' | 'locks-out';

/** Of a call that names no time of its own. */
const READ_TIMEOUT_MS = 8000;

export const MEMORY_SERVER = 'memory:';

const FAILURES: Readonly<Record<Exclude<Outage, 'hangs'>, readonly [CallFailureReason, status: number | undefined]>> = {
  refuses: ['unreachable', undefined],
  fails: ['refused', 500],
  'locks-out': ['unauthorized', 401],
};

/** What a caller gets during an outage; of a registry that hangs, nothing until the caller gives up or its time is over. */
export function failureOf(
  outage: Outage,
  options: CallOptions | undefined,
  clock: TimerClock,
): CallFailure | Promise<CallFailure> {
  if (outage === 'hangs') return untilGivenUp(options, clock);
  const [reason, status] = FAILURES[outage];
  return failure(reason, status);
}

export function aborted(): CallFailure {
  return failure('aborted', undefined);
}

function failure(reason: CallFailureReason, status: number | undefined): CallFailure {
  return { kind: 'failed', reason, status, message: `${MEMORY_SERVER} ${reason}` };
}

function untilGivenUp(
  { signal, timeoutMs = READ_TIMEOUT_MS }: CallOptions = {},
  clock: TimerClock,
): Promise<CallFailure> {
  return new Promise((resolve) => {
    const cancelLimit = clock.after(timeoutMs, () => resolve(failure('timeout', undefined)));
    const giveUp = (): void => {
      cancelLimit();
      resolve(aborted());
    };
    if (signal?.aborted === true) giveUp();
    else signal?.addEventListener('abort', giveUp, { once: true });
  });
}
