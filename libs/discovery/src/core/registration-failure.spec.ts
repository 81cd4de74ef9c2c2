import { describe, expect, it } from '@jest/globals';
import type { CallFailure, CallOutcome } from '@nest-eureka/transport';
import { registrationFailure } from './registration-failure.js';

function failure(reason: CallFailure['reason'], status?: number): CallOutcome<never> {
  return { kind: 'failed', reason, status, message: 'http://r/eureka/ said no' };
}

function answer(status: number): CallOutcome<never> {
  return { kind: 'answered', status, value: undefined, server: 'http://r/eureka/' };
}

describe('registrationFailure', () => {
  it.each([
    ['register', failure('unreachable'), 'http://r/eureka/ said no'],
    [
      'heartbeat',
      failure('unauthorized', 401),
      'The registry refuses the credentials: check user and password of the service URL, or the bearer token. http://r/eureka/ said no',
    ],
    [
      'register',
      failure('unauthorized', 403),
      'The user of the service URL may not register. http://r/eureka/ said no',
    ],
    ['register', answer(200), 'http://r/eureka/ answered the registration with 200'],
    [
      'register',
      answer(404),
      'http://r/eureka/ answered the registration with 404; is the path of the service URL right (/eureka/)?',
    ],
    ['cancel', answer(404), 'http://r/eureka/ answered the cancel with 404'],
    ['heartbeat', answer(204), 'http://r/eureka/ answered the heartbeat with 204'],
  ] as const)('tells of a %s that came out as %j', (purpose, outcome, text) => {
    expect(registrationFailure(purpose, outcome)).toBe(text);
  });
});
