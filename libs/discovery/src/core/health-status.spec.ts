import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { healthResultOf, healthResultOfError, HealthStatus } from './health-status.js';
import type { HealthResult } from './health-status.js';

describe('healthResultOf', () => {
  it.each([
    ['ok', 'up'],
    ['degraded', 'up'],
    ['error', 'down'],
    ['shutting_down', 'unchanged'],
    [undefined, 'down'],
  ] as const)('reads %s as %s', (status, result) => {
    expect(healthResultOf(status)).toBe(result);
  });
});

describe('healthResultOfError', () => {
  it.each([
    ['an exception of Terminus with errors', { getResponse: () => ({ status: 'error' }) }, 'down'],
    ['an exception of Terminus while shutting down', { getResponse: () => ({ status: 'shutting_down' }) }, 'unchanged'],
    ['an HTTP exception of somebody else', { getResponse: () => 'Forbidden' }, 'down'],
    ['any error', new Error('no database'), 'down'],
    ['nothing at all', undefined, 'down'],
  ])('reads %s', (_, error, result) => {
    expect(healthResultOfError(error)).toBe(result);
  });
});

describe('HealthStatus', () => {
  const D = 'down';
  const U = 'up';
  const S = 'unchanged';

  it.each<[string, number, number, HealthResult[], (string | undefined)[]]>([
    ['counts the first result at once', 3, 3, [D, D], ['DOWN', 'DOWN']],
    ['goes down at the second failure by default', 2, 1, [U, D, D, U], ['UP', 'UP', 'DOWN', 'UP']],
    ['starts to count anew after a good one', 2, 1, [U, D, U, D, U], ['UP', 'UP', 'UP', 'UP', 'UP']],
    ['comes back only after as many good ones', 1, 3, [U, D, U, U, U], ['UP', 'DOWN', 'DOWN', 'DOWN', 'UP']],
    ['follows each result when told so', 1, 1, [U, D, U], ['UP', 'DOWN', 'UP']],
    ['neither counts nor forgets one that changes nothing', 2, 1, [U, D, S, D], ['UP', 'UP', undefined, 'DOWN']],
  ])('%s', (_, downAfter, upAfter, results, statuses) => {
    const health = new HealthStatus({ downAfter, upAfter });
    expect(results.map((result) => health.observe(result))).toEqual(statuses);
  });

  it('needs two failures and one success unless told otherwise', () => {
    const health = new HealthStatus();
    const results = [U, D, D, U] as const;
    expect(results.map((result) => health.observe(result))).toEqual(['UP', 'UP', 'DOWN', 'UP']);
  });

  it('waits for all groups before it says UP, and for none before it says DOWN', () => {
    const health = new HealthStatus({ groups: ['database', 'queue'], downAfter: 1 });
    expect(health.observe(U, 'database')).toBeUndefined();
    expect(health.observe(U, 'queue')).toBe('UP');
    expect(health.observe(D, 'queue')).toBe('DOWN');
    expect(health.observe(U, 'database')).toBe('DOWN');
    expect(health.observe(U, 'queue')).toBe('UP');
  });

  it('says nothing more once it is frozen', () => {
    const health = new HealthStatus({ downAfter: 1 });
    health.observe(U);
    health.freeze();
    expect([health.observe(D), health.observe(U)]).toEqual([undefined, undefined]);
  });

  it('never turns on fewer results in a row than it was told, however they come', () => {
    const results = fc.array(fc.constantFrom<HealthResult>(U, D), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(
        results,
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 5 }),
        (all, downAfter, upAfter) => {
          const health = new HealthStatus({ downAfter, upAfter });
          const statuses = all.map((result) => health.observe(result));
          for (let index = 1; index < all.length; index++) {
            if (statuses[index] === statuses[index - 1]) continue;
            const needed = statuses[index] === 'UP' ? upAfter : downAfter;
            const reason = statuses[index] === 'UP' ? U : D;
            const lastOnes = all.slice(Math.max(0, index + 1 - needed), index + 1);
            expect(lastOnes).toEqual(Array.from({ length: needed }, () => reason));
          }
        },
      ),
    );
  });
});
