import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { AttemptOutcome } from '../stats/attempt-outcome.js';
import { backoffMs } from './backoff-ms.js';
import { retryAfterMs } from './retry-after.js';
import { RetryBudget } from './retry-budget.js';
import { decideRetry, FIRST_ATTEMPT } from './retry-decision.js';
import type { EndedAttempt, RetryProgress } from './retry-decision.js';
import { resolveRetryOptions } from './retry-options.js';
import type { RetryOptions } from './retry-options.js';

const refused: AttemptOutcome = { type: 'failed', fault: 'connect', tookMs: 1 };
const reset: AttemptOutcome = { type: 'failed', fault: 'reset', tookMs: 1 };
const timeout: AttemptOutcome = { type: 'failed', fault: 'timeout', tookMs: 1 };
const other: AttemptOutcome = { type: 'failed', fault: 'other', tookMs: 1 };
const status = (code: number): AttemptOutcome => ({ type: 'answered', status: code, tookMs: 1 });

function decide(attempt: Partial<EndedAttempt>, options: RetryOptions = {}, progress = FIRST_ATTEMPT, elapsedMs = 0) {
  const ended = { method: 'GET', outcome: reset, sent: true, replayable: true, ...attempt };
  return decideRetry(ended, progress, elapsedMs, resolveRetryOptions(options), () => 0.5);
}

function verdict(...parameters: Parameters<typeof decide>): string {
  const decision = decide(...parameters);
  return decision.type === 'retry' ? decision.on : decision.because;
}

describe('what may be sent again', () => {
  it.each<[string, string, AttemptOutcome, boolean, string]>([
    ['GET', 'a broken connection', reset, true, 'another'],
    ['get', 'a time-out', timeout, true, 'another'],
    ['PUT', 'a broken connection', reset, true, 'another'],
    ['DELETE', '503', status(503), true, 'another'],
    ['POST', 'a broken connection after bytes were sent', reset, true, 'not-idempotent'],
    ['PATCH', 'a time-out after bytes were sent', timeout, true, 'not-idempotent'],
    ['POST', '503', status(503), true, 'not-idempotent'],
    ['POST', '503 before the body was sent', status(503), false, 'not-idempotent'],
    ['POST', 'a refused connection', refused, false, 'another'],
    ['POST', 'a connection that was broken before any byte', reset, false, 'another'],
    ['GET', 'a good answer', status(200), true, 'not-failed'],
    ['GET', '404', status(404), true, 'not-failed'],
    ['GET', '500', status(500), true, 'not-failed'],
    ['GET', 'a fault that is not the network’s', other, false, 'not-failed'],
    ['GET', 'the caller going away', { type: 'abandoned' }, true, 'not-failed'],
  ])('%s after %s', (method, _, outcome, sent, expected) => {
    expect(verdict({ method, outcome, sent })).toBe(expected);
  });

  it.each<[string, Partial<EndedAttempt>, RetryOptions, string]>([
    ['a stream is never sent twice', { replayable: false }, {}, 'not-replayable'],
    ['nor when nothing was sent', { replayable: false, outcome: refused, sent: false }, {}, 'not-replayable'],
    ['a marked POST is', { method: 'POST', marked: true }, {}, 'another'],
    ['every method is when told so', { method: 'POST' }, { allOperations: true }, 'another'],
    ['only GET is when told so', { method: 'PUT' }, { methods: ['get'] }, 'not-idempotent'],
    ['nothing is when switched off', {}, { enabled: false }, 'disabled'],
    ['other statuses are when listed', { outcome: status(418) }, { statusCodes: [418] }, 'another'],
    ['listing them leaves out the usual ones', { outcome: status(503) }, { statusCodes: [418] }, 'not-failed'],
    ['time-outs are not when not listed', { outcome: timeout }, { faults: ['connect'] }, 'not-failed'],
  ])('%s', (_, attempt, options, expected) => {
    expect(verdict(attempt, options)).toBe(expected);
  });

  it('never repeats a POST of which a byte may have been sent, unless told to', () => {
    const outcome = fc.oneof(
      fc.constantFrom(refused, reset, timeout, other),
      fc.integer({ min: 100, max: 599 }).map(status),
    );
    fc.assert(
      fc.property(outcome, fc.nat(5), fc.nat(5), (ended, maxSame, maxNext) => {
        expect(decide({ method: 'POST', outcome: ended }, { maxSame, maxNext }).type).toBe('give-up');
      }),
    );
  });
});

describe('how often', () => {
  function course(options: RetryOptions): string {
    const steps: string[] = [];
    let progress: RetryProgress = FIRST_ATTEMPT;
    for (;;) {
      const decision = decide({}, options, progress);
      if (decision.type === 'give-up') return [...steps, decision.because].join(' ');
      steps.push(decision.on);
      progress = decision.progress;
    }
  }

  it.each<[RetryOptions, string]>([
    [{}, 'another attempts-exhausted'],
    [{ maxNext: 0 }, 'attempts-exhausted'],
    [{ maxSame: 1 }, 'same another same attempts-exhausted'],
    [{ maxSame: 2, maxNext: 0 }, 'same same attempts-exhausted'],
    [{ maxSame: 1, maxNext: 2 }, 'same another same another same attempts-exhausted'],
  ])('%j', (options, expected) => {
    expect(course(options)).toBe(expected);
  });

  it('makes (1 + same) × (1 + next) attempts in all', () => {
    fc.assert(
      fc.property(fc.nat(6), fc.nat(6), (maxSame, maxNext) => {
        expect(course({ maxSame, maxNext }).split(' ')).toHaveLength((1 + maxSame) * (1 + maxNext));
      }),
    );
  });

  it('ends with the total time', () => {
    const options = { totalTimeoutMs: 1000, backoff: { minMs: 100 } };
    expect(verdict({}, options, FIRST_ATTEMPT, 899)).toBe('another');
    expect(verdict({}, options, FIRST_ATTEMPT, 900)).toBe('no-time');
  });
});

describe('when', () => {
  it('waits for Retry-After on the same instance only', () => {
    const attempt = { outcome: status(503), retryAfterMs: 2000 };
    expect(decide(attempt, { maxSame: 1 })).toMatchObject({ on: 'same', delayMs: 2000 });
    expect(decide(attempt)).toMatchObject({ on: 'another', delayMs: 0 });
  });

  it('waits everywhere after 429, and gives up when that is too long', () => {
    const attempt = { outcome: status(429), retryAfterMs: 2000 };
    expect(decide(attempt, { statusCodes: [429] })).toMatchObject({ on: 'another', delayMs: 2000 });
    expect(verdict({ ...attempt, retryAfterMs: 5001 }, { statusCodes: [429] })).toBe('retry-after-too-long');
  });

  it('backs off longer with each retry', () => {
    const options = { maxNext: 9, backoff: { minMs: 10, maxMs: 1000, jitter: 0 } };
    expect([0, 1, 2, 8].map((next) => decide({}, options, { same: 0, next }))).toMatchObject(
      [10, 20, 40, 1000].map((delayMs) => ({ delayMs })),
    );
  });

  it.each([
    [0, 0.5, 0.5, 0],
    [100, 0, 0.5, 50],
    [100, 0.5, 0.5, 100],
    [100, 0.999, 0.5, 150],
    [100, 0, 0, 100],
    [100, 0, 1, 0],
  ])('begins at %d ms with random %d and jitter %d with %d ms', (minMs, random, jitter, expected) => {
    expect(backoffMs(0, { minMs, maxMs: 10_000, jitter }, () => random)).toBe(expected);
  });

  it('never passes the longest delay', () => {
    fc.assert(
      fc.property(fc.nat(2000), fc.double({ min: 0, max: 0.999, noNaN: true }), (retries, random) => {
        const delay = backoffMs(retries, { minMs: 5, maxMs: 700, jitter: 1 }, () => random);
        expect(delay >= 0 && delay <= 700).toBe(true);
      }),
    );
  });
});

describe('RetryBudget', () => {
  it('allows its share of the traffic', () => {
    const budget = new RetryBudget({ share: 0.2, minPerSecond: 0 });
    for (let request = 0; request < 100; request++) budget.requested(0);
    let retries = 0;
    while (budget.withdraw(0)) retries += 1;
    expect([19, 20]).toContain(retries);
  });

  it('saves up no more than the burst from traffic', () => {
    const budget = new RetryBudget({ share: 1, minPerSecond: 0, burst: 3 });
    for (let request = 0; request < 50; request++) budget.requested(0);
    expect([1, 2, 3, 4].map(() => budget.withdraw(0))).toEqual([true, true, true, false]);
  });

  it('allows the smallest rate without traffic, and saves up no more than the burst', () => {
    const budget = new RetryBudget({ share: 0, minPerSecond: 2, burst: 5 });
    const drain = (now: number): number => {
      let retries = 0;
      while (budget.withdraw(now)) retries += 1;
      return retries;
    };
    expect([drain(0), drain(499), drain(1000), drain(100_000)]).toEqual([5, 0, 2, 5]);
  });

  it('never allows more than share, rate and burst together', () => {
    const step = fc.record({ passMs: fc.nat(200), requests: fc.nat(5), retries: fc.nat(5) });
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const budget = new RetryBudget({ share: 0.3, minPerSecond: 4, burst: 10 });
        let [now, requests, retries] = [0, 0, 0];
        for (const { passMs, requests: more, retries: wanted } of steps) {
          now += passMs;
          for (let request = 0; request < more; request++) budget.requested(now);
          requests += more;
          for (let retry = 0; retry < wanted; retry++) if (budget.withdraw(now)) retries += 1;
          expect(retries).toBeLessThanOrEqual(10 + requests * 0.3 + (now * 4) / 1000 + 1e-6);
        }
      }),
    );
  });
});

describe('Retry-After', () => {
  const now = Date.UTC(1994, 10, 6, 8, 49, 30);

  it.each([
    ['120', 120_000],
    [' 0 ', 0],
    ['Sun, 06 Nov 1994 08:49:37 GMT', 7000],
    ['Sunday, 06-Nov-94 08:49:37 GMT', 7000],
    ['Sun Nov  6 08:49:37 1994', 7000],
    ['Sun, 06 Nov 1994 08:49:00 GMT', 0],
    ['Thursday, 06-Nov-44 08:49:30 GMT', Date.UTC(2044, 10, 6, 8, 49, 30) - now],
    ['Sunday, 06-Nov-45 08:49:30 GMT', 0],
  ])('%j asks for %d ms', (header, expected) => {
    expect(retryAfterMs(header, now)).toBe(expected);
  });

  it('reads every date that is written as HTTP writes it', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date(0), max: new Date('2399-12-31T23:59:59Z'), noInvalidDate: true }), (date) => {
        expect(retryAfterMs(date.toUTCString(), 0)).toBe(Math.floor(date.getTime() / 1000) * 1000);
      }),
    );
  });

  it.each([
    undefined,
    '',
    '-1',
    '1.5',
    'soon',
    '99999999999999999999',
    'Sun, 31 Feb 1994 08:49:37 GMT',
    'Sun, 06 Foo 1994 08:49:37 GMT',
    'Sun, 06 Nov 1994 24:49:37 GMT',
    'Sun, 06 Nov 1994 08:61:37 GMT',
  ])('takes %j for absent', (header) => {
    expect(retryAfterMs(header, now)).toBeUndefined();
  });
});
