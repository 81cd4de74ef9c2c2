import { ServiceUnavailableException } from '@nestjs/common';
import { NoInstanceError } from '../../core/no-instance-error.js';
import { CallRefusedError } from '../../http/call-error.js';

/** Nobody can be called under a service's name: 503, with the name and the reason. `cause` has the names that are known. */
export class NoInstanceException extends ServiceUnavailableException {
  readonly code = 'EUREKA_NO_INSTANCE';
  readonly service: string;

  constructor(error: NoInstanceError) {
    const why = error.why === undefined ? '' : `: ${error.why}`;
    super(`No instance of '${error.service}' can be called${why}`, { cause: error });
    this.service = error.service;
  }
}

/** A call was turned away by a circuit breaker or a bulkhead: 503, with the service's name and the reason. */
export class CallRefusedException extends ServiceUnavailableException {
  readonly code = 'EUREKA_CALL_REFUSED';
  readonly service: string;

  constructor(error: CallRefusedError) {
    super(error.message, { cause: error });
    this.service = error.service;
  }
}

/** What an application is thrown: an error of ours that means 503 becomes Nest's. */
export function asException(error: unknown): unknown {
  if (error instanceof NoInstanceError) return new NoInstanceException(error);
  return error instanceof CallRefusedError ? new CallRefusedException(error) : error;
}
