import { NoInstanceError } from '../core/no-instance-error.js';
import type { CallFailure, NoInstanceReason, Refuser } from './call-outcome.js';
import { TIME_IS_UP } from './dispatch.js';
import type { ServiceCall } from './service-call.js';

const WHY: Readonly<Record<NoInstanceReason, string>> = {
  'none-registered': 'no instance is registered',
  'all-down': 'instances are registered, and none of them is UP',
  'all-ejected': 'all instances are ejected for a while, as calls to them failed',
  'all-excluded': 'the call rules out every instance that is UP',
  'no-such-version': 'no instance has the API version that the call asks for',
  'version-required': 'the call has to name an API version',
  'registry-never-reached': 'no registry was ever reached, so nothing is known of it',
};

const REFUSED: Readonly<Record<Refuser, string>> = {
  'service-breaker': 'its circuit breaker is open, as most calls to it failed',
  'instance-breaker': 'the circuit breakers of its instances are open, as calls to them failed',
  bulkhead: 'as many calls to it as its bulkhead allows are under way',
};

/** A call was turned away before it was sent. */
export class CallRefusedError extends Error {
  readonly code = 'EUREKA_CALL_REFUSED';

  constructor(
    readonly service: string,
    readonly by: Refuser,
  ) {
    super(`The call to '${service}' was turned away: ${REFUSED[by]}.`);
    this.name = 'CallRefusedError';
  }
}

/** A call took longer than it may; its name is that of the errors of `AbortSignal.timeout()`. */
export class CallTimeoutError extends Error {
  readonly code = 'EUREKA_CALL_TIMEOUT';

  constructor(readonly service: string) {
    super(`The call to '${service}' was not answered in time.`);
    this.name = 'TimeoutError';
  }
}

/** What the caller is told of a call without an answer: the connection's own error where there is one. */
export function callError(call: ServiceCall, failure: CallFailure, knownServices: readonly string[]): unknown {
  switch (failure.type) {
    case 'failed':
      return failure.error === TIME_IS_UP ? new CallTimeoutError(call.service) : failure.error;
    case 'no-instance':
      return new NoInstanceError(call.service, knownServices, WHY[failure.reason]);
    case 'refused':
      return new CallRefusedError(call.service, failure.by);
    case 'timed-out':
      return new CallTimeoutError(call.service);
    case 'aborted':
      return call.signal?.reason ?? new DOMException('This operation was aborted', 'AbortError');
  }
}
