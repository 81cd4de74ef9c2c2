import { describe, expect, it } from '@jest/globals';
import { overlaid } from './overlaid.js';
import type { ServiceSettings } from './service-settings.js';

type Balancer = NonNullable<ServiceSettings['loadBalancer']>;

describe('settings of a service over those for all', () => {
  it('are laid over group by group', () => {
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

  it.each<[Balancer, Balancer, Balancer]>([
    [
      { rule: 'random', configurations: 'weighted' },
      { zone: 'z' },
      { rule: 'random', configurations: 'weighted', zone: 'z' },
    ],
    [{ configurations: 'weighted' }, { rule: 'random' }, { rule: 'random' }],
    [{ rule: 'random' }, { configurations: 'weighted' }, { configurations: 'weighted' }],
    [
      { ribbon: { zoneAware: false } },
      { ribbon: { listRefreshMs: 5 } },
      { ribbon: { zoneAware: false, listRefreshMs: 5 } },
    ],
    [{ probe: { path: '/up' } }, { probe: { port: 9 } }, { probe: { path: '/up', port: 9 } }],
    [{ probe: { path: '/up' } }, { probe: false }, { probe: false }],
    [{ probe: false }, { probe: { port: 9 } }, { probe: { port: 9 } }],
    [{ ejection: { baseMs: 5 } }, {}, { ejection: { baseMs: 5 } }],
  ])('of %j and %j make %j', (all, own, expected) => {
    expect(overlaid({ loadBalancer: all }, { loadBalancer: own }).loadBalancer).toEqual(expected);
  });
});
