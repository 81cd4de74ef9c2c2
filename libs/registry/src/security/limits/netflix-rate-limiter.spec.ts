import { describe, expect, it } from '@jest/globals';
import { ManualClock } from '@nest-eureka/time/testing';
import { NetflixRateLimiter } from './netflix-rate-limiter.js';
import type { NetflixRateSettings } from './netflix-rate-limiter.js';

const DEFAULTS: NetflixRateSettings = {
  rateLimiterThrottleStandardClients: false,
  rateLimiterPrivilegedClients: ['mine'],
  rateLimiterBurstSize: 10,
  rateLimiterRegistryFetchAverageRate: 500,
  rateLimiterFullFetchAverageRate: 100,
};

function limiter(changes: Partial<NetflixRateSettings> = {}): {
  readonly clock: ManualClock;
  readonly admitted: (path: string, times: number, client?: string, method?: string) => number;
} {
  const clock = new ManualClock();
  const rates = new NetflixRateLimiter({ ...DEFAULTS, ...changes }, clock);
  const admitted = (path: string, times: number, client?: string, method = 'GET'): number =>
    Array.from({ length: times }, () => rates.isOverloaded(method, path, client)).filter((is) => !is).length;
  return { clock, admitted };
}

describe('NetflixRateLimiter', () => {
  it.each(['/eureka/apps', '/eureka/apps/', '/eureka/v2/apps', '/eureka/apps/delta', '/eureka/apps/ORDERS'])(
    'lets ten reads of %s come at once',
    (path) => expect(limiter().admitted(path, 30)).toBe(10),
  );

  it.each([
    ['POST', '/eureka/apps/ORDERS', undefined],
    ['PUT', '/eureka/apps/ORDERS/i-1', undefined],
    ['GET', '/eureka/apps/ORDERS/i-1', undefined],
    ['GET', '/eureka/vips/orders', undefined],
    ['GET', '/eureka/apps', 'DefaultClient'],
    ['GET', '/eureka/apps', 'DefaultServer'],
    ['GET', '/eureka/apps', 'mine'],
  ])('does not count %s %s of %s', (method, path, client) =>
    expect(limiter().admitted(path, 30, client, method)).toBe(30),
  );

  it('counts everybody where it is told to', () => {
    const { admitted } = limiter({ rateLimiterThrottleStandardClients: true });
    expect(admitted('/eureka/apps', 30, 'DefaultClient')).toBe(10);
  });

  it('gives back tokens by the rates, to whole fetches more slowly', () => {
    const { clock, admitted } = limiter();
    expect(admitted('/eureka/apps', 30)).toBe(10);
    clock.advance(20);
    expect(admitted('/eureka/apps', 30)).toBe(2);
    clock.advance(1000);
    expect(admitted('/eureka/apps/delta', 30)).toBe(10);
  });

  it.each([
    { rateLimiterBurstSize: 0 },
    { rateLimiterRegistryFetchAverageRate: 0, rateLimiterFullFetchAverageRate: 0 },
  ])('is off with %j', (changes) => expect(limiter(changes).admitted('/eureka/apps', 1000)).toBe(1000));
});
