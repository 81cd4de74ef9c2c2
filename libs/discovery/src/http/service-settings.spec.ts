import { describe, expect, it } from '@jest/globals';
import { overlaid } from './overlaid.js';
import { settingsFaults } from './service-settings.js';
import type { ServiceSettings } from './service-settings.js';

describe('the settings of a service', () => {
  it.each<[string, ServiceSettings]>([
    ['loadBalancer.rule', { loadBalancer: { rule: 'no-such-rule' } }],
    ['retry.maxNext', { retry: { maxNext: -1 } }],
    ['retry.budget.burst', { retry: { budget: { burst: 0 } } }],
    ['timeoutMs', { timeoutMs: -1 }],
    ['timeoutMs', { timeoutMs: Number.NaN }],
    ['tryTimeoutMs', { tryTimeoutMs: Infinity }],
    ['breaker.service.consecutiveFailures', { breaker: { service: { consecutiveFailures: 1.5 } } }],
    ['breaker.instance.failureShare', { breaker: { instance: { failureShare: 1 } } }],
    ['breaker.service.openMs', { breaker: { service: { openMs: 0 } } }],
    ['bulkhead.concurrent', { bulkhead: { concurrent: 0 } }],
    ['bulkhead.queue', { bulkhead: { concurrent: 1, queue: -1 } }],
    ['hedging.afterMs', { hedging: { afterMs: 0 } }],
  ])('are told of a wrong %s', (option, settings) => {
    const faults = settingsFaults(settings);
    expect(faults.map((fault) => fault.option)).toEqual([option]);
    expect(faults[0]?.allowed).not.toBe('');
  });

  it('have no fault when everything is off or usual', () => {
    const off = {
      timeoutMs: 0,
      bulkhead: false,
      hedging: false,
      breaker: { service: false, instance: false },
    } as const;
    expect(settingsFaults(off)).toEqual([]);
    expect(settingsFaults({ retry: { budget: false }, breaker: { service: { failureShare: 0.5 } } })).toEqual([]);
  });

  it('lie over those for all services, group by group', () => {
    const all: ServiceSettings = {
      timeoutMs: 1,
      loadBalancer: { zone: 'z', rule: 'random' },
      retry: { maxNext: 3, backoff: { minMs: 5 } },
      hedging: { afterMs: 5 },
    };
    const own: ServiceSettings = {
      loadBalancer: { rule: 'round-robin' },
      retry: { maxSame: 1, backoff: { maxMs: 9 } },
      hedging: false,
    };
    expect(overlaid(all, own)).toEqual({
      timeoutMs: 1,
      loadBalancer: { zone: 'z', rule: 'round-robin' },
      retry: { maxNext: 3, maxSame: 1, backoff: { minMs: 5, maxMs: 9 } },
      breaker: {},
      wishes: {},
      hedging: false,
    });
  });
});
