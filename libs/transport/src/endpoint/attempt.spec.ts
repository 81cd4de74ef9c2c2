import { describe, expect, it } from '@jest/globals';
import { ManualClock } from '@nest-eureka/time/testing';
import { Attempt } from './attempt.js';

const LIMITS = { connectMs: 100, silenceMs: 50, wholeMs: 500 };

function attemptOn(clock: ManualClock, caller?: AbortSignal): Attempt {
  return new Attempt(LIMITS, clock, caller);
}

describe('Attempt', () => {
  it('times out when there is no connection', () => {
    const clock = new ManualClock();
    const attempt = attemptOn(clock);
    clock.advance(99);
    expect(attempt.signal.aborted).toBe(false);
    clock.advance(1);
    expect(attempt.signal.aborted).toBe(true);
    expect(attempt.ending).toEqual({ reason: 'timeout', message: 'gave no connection within 100 ms' });
  });

  it('counts silence from the last that was heard', () => {
    const clock = new ManualClock();
    const attempt = attemptOn(clock);
    for (let heard = 0; heard < 4; heard++) {
      clock.advance(49);
      attempt.heard();
    }
    expect(attempt.ending).toBeUndefined();
    clock.advance(50);
    expect(attempt.ending).toEqual({ reason: 'timeout', message: 'did not answer within 50 ms' });
  });

  it('has an end however much is heard', () => {
    const clock = new ManualClock();
    const attempt = attemptOn(clock);
    for (let heard = 0; heard < 20; heard++) {
      clock.advance(25);
      attempt.heard();
    }
    expect(attempt.ending).toEqual({ reason: 'timeout', message: 'did not end within 500 ms' });
  });

  it('waits for nobody once everything is there', () => {
    const clock = new ManualClock();
    const attempt = attemptOn(clock);
    attempt.received();
    clock.advance(499);
    expect(attempt.ending).toBeUndefined();
  });

  it('ends with its caller, also with one that has given up before', () => {
    const caller = new AbortController();
    const attempt = attemptOn(new ManualClock(), caller.signal);
    caller.abort();
    expect(attempt.ending).toEqual({ reason: 'aborted' });
    expect(attemptOn(new ManualClock(), caller.signal).signal.aborted).toBe(true);
  });

  it.each(['finish', 'abort'] as const)('leaves no timer behind after %s, whatever comes then', (end) => {
    const clock = new ManualClock();
    const caller = new AbortController();
    const attempt = attemptOn(clock, caller.signal);
    attempt[end]();
    attempt.heard();
    expect(clock.pendingTimers).toBe(0);
    caller.abort();
    expect(attempt.ending).toEqual(end === 'finish' ? undefined : { reason: 'aborted' });
  });

  it('lets go of what it waits for when it ends', async () => {
    const clock = new ManualClock();
    const attempt = attemptOn(clock);
    const race = attempt.race(new Promise(() => {}));
    clock.advance(100);
    await expect(race).rejects.toThrow('the attempt has ended');
    await expect(attempt.race(Promise.resolve(1))).rejects.toThrow('the attempt has ended');
    await expect(attemptOn(clock).race(Promise.resolve(1))).resolves.toBe(1);
  });
});
