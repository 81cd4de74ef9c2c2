import { ServiceUnavailableException } from '@nestjs/common';
import { describe, expect, it } from '@jest/globals';
import { ManualClock } from '@nest-eureka/time/testing';
import { passTime } from '../../../spec-support/pass-time.js';
import { HealthFeed } from './health-feed.js';
import type { HealthCheck, HealthSource } from './health-feed.js';

function feeding(source: HealthSource) {
  const clock = new ManualClock();
  const statuses: string[] = [];
  const feed = new HealthFeed(
    source,
    { intervalMs: 30_000, timeoutMs: 5000 },
    { clock, onStatus: (status) => statuses.push(status) },
  );
  return { clock, statuses, feed };
}

const fine: HealthCheck = () => ({ status: 'ok' });
const failing: HealthCheck = () => Promise.reject(new ServiceUnavailableException({ status: 'error' }));

describe('HealthFeed', () => {
  it.each([
    ['a check that is fine', fine, ['UP']],
    ['one that is degraded', (): { status: string } => ({ status: 'degraded' }), ['UP']],
    ['one that Terminus throws for', failing, ['DOWN']],
    [
      'one that throws at once',
      (): never => {
        throw new Error('no');
      },
      ['DOWN'],
    ],
    [
      'a host that is shutting down',
      (): Promise<never> => Promise.reject(new ServiceUnavailableException({ status: 'shutting_down' })),
      [],
    ],
    ['several, the worst of which decides', { database: fine, queue: failing }, ['DOWN']],
    ['several that are fine', { database: fine, queue: fine }, ['UP']],
    ['none', {}, []],
  ] as const)('feeds %s', async (_name, source, statuses) => {
    const feed = feeding(source);
    await feed.feed.checkNow();
    expect(feed.statuses).toEqual(statuses);
    expect(feed.clock.pendingTimers).toBe(0);
  });

  it('takes a check that hangs for one that fails, and lets the others count', async () => {
    const { clock, statuses, feed } = feeding(() => new Promise(() => {}));
    const checked = feed.checkNow();
    await clock.advanceAsync(5000);
    await checked;
    expect(statuses).toEqual(['DOWN']);
  });

  it('does not ask a check that hangs again before it has ended', async () => {
    let asked = 0;
    let answer = (_result: { status: string }): void => {};
    const { clock, statuses, feed } = feeding(() => {
      asked++;
      return new Promise((resolve) => (answer = resolve));
    });
    feed.start();
    await clock.advanceAsync(100_000);
    expect([asked, statuses.at(-1)]).toEqual([1, 'DOWN']);
    answer({ status: 'ok' });
    await clock.advanceAsync(27_000);
    expect(asked).toBe(2);
    answer({ status: 'ok' });
    await passTime(clock, 10);
    expect(statuses.at(-1)).toBe('UP');
    feed.freeze();
  });

  it('asks again and again, and no more once frozen, whatever is still to come', async () => {
    let answer = (_result: { status: string }): void => {};
    let asked = 0;
    const { clock, statuses, feed } = feeding(() => {
      asked++;
      return asked === 1 ? { status: 'ok' } : new Promise((resolve) => (answer = resolve));
    });
    feed.start();
    await clock.advanceAsync(30_000);
    await clock.advanceAsync(30_000);
    expect(asked).toBe(2);
    feed.freeze();
    answer({ status: 'ok' });
    await clock.advanceAsync(100_000);
    expect(asked).toBe(2);
    expect(statuses).toEqual(['UP']);
    expect(clock.pendingTimers).toBe(0);
  });

  it('plans nothing where there is nothing to ask', () => {
    const { clock, feed } = feeding({});
    feed.start();
    expect(clock.pendingTimers).toBe(0);
  });
});
