import { describe, expect, it } from '@jest/globals';
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
});
