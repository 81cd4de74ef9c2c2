import type { CallFailure, CallFailureReason, CallOptions } from '@nest-eureka/transport';

/** How a registry that is out of order behaves: no connection, no answer, answers 500, or 401. */
export type Outage = 'refuses' | 'hangs' | 'fails' | 'locks-out';

export const MEMORY_SERVER = 'memory:';

const FAILURES: Readonly<Record<Exclude<Outage, 'hangs'>, readonly [CallFailureReason, status: number | undefined]>> = {
  refuses: ['unreachable', undefined],
  fails: ['refused', 500],
  'locks-out': ['unauthorized', 401],
};

/** What a caller gets during an outage; from a registry that hangs, nothing until the caller gives up. */
export function failureOf(outage: Outage, options: CallOptions | undefined): CallFailure | Promise<CallFailure> {
  if (outage === 'hangs') return untilGivenUp(options);
  const [reason, status] = FAILURES[outage];
  return failure(reason, status);
}

export function aborted(): CallFailure {
  return failure('aborted', undefined);
}

function failure(reason: CallFailureReason, status: number | undefined): CallFailure {
  return { kind: 'failed', reason, status, message: `${MEMORY_SERVER} ${reason}` };
}

function untilGivenUp(options: CallOptions | undefined): Promise<CallFailure> {
  return new Promise((resolve) => {
    const giveUp = (): void => resolve(aborted());
    if (options?.signal?.aborted === true) giveUp();
    else options?.signal?.addEventListener('abort', giveUp, { once: true });
  });
}
