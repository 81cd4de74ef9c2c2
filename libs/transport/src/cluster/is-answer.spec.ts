import { describe, expect, it } from '@jest/globals';
import type { CallType } from './call-request.js';
import { isAnswer } from './is-answer.js';

const STATUSES = [200, 204, 302, 400, 401, 403, 404, 409, 500, 503];

describe('isAnswer', () => {
  it.each<[CallType, string]>([
    ['register', '200 204 404'],
    ['heartbeat', '200 204 404'],
    ['cancel', STATUSES.join(' ')],
    ['override-status', '200 204 404'],
    ['remove-override', '200 204 404'],
    ['applications', '200 204'],
    ['delta', '200 204 403 404'],
    ['vip', '200 204'],
    ['application', '200 204 404'],
    ['instance', '200 204 404'],
  ])('takes for %s: %s', (type, expected) => {
    expect(STATUSES.filter((status) => isAnswer(status, type)).join(' ')).toBe(expected);
  });
});
