import { describe, expect, it } from '@jest/globals';
import { sampleInstance } from '../../../spec-support/sample-instance.js';
import { sampleRegistry } from '../../../spec-support/sample-registry.js';
import type { SampleRegistry } from '../../../spec-support/sample-registry.js';
import { ExchangeAnswers } from '../anti-entropy/exchange-answers.js';

function restored(...ids: string[]): SampleRegistry & { readonly answers: ExchangeAnswers } {
  const registry = sampleRegistry();
  const { store, overrides, clock, leases } = registry;
  clock.advance(1_000_000);
  for (const instanceId of ids) leases.restore(sampleInstance({ instanceId }), 500_000);
  const answers = new ExchangeAnswers({
    store,
    overrides,
    tombstones: { all: () => [] },
    clock,
    isFilled: () => true,
    ownNodeId: 'here',
    yieldToOthers: async () => {},
  });
  return { ...registry, answers };
}

describe('an unverified lease', () => {
  it('is not told to other nodes before somebody hears of it', async () => {
    const { answers, leases } = restored('a', 'b');
    expect((await answers.leases(undefined)).leases).toEqual([]);
    expect(new Set((await answers.digest()).buckets)).toEqual(new Set([0]));
    leases.renew('ORDERS', 'a', {}, 'client');
    expect((await answers.leases(undefined)).leases.map(({ id, ageMs }) => [id, ageMs])).toEqual([['a', 0]]);
    expect(new Set((await answers.digest()).buckets).size).toBe(2);
  });

  it.each([
    ['a heartbeat', ({ leases }: SampleRegistry) => void leases.renew('ORDERS', 'a', {}, 'client')],
    [
      'a registration',
      ({ leases }: SampleRegistry) => void leases.register('ORDERS', sampleInstance({ instanceId: 'a' }), 'client'),
    ],
    [
      'a change of status',
      ({ leases }: SampleRegistry) => void leases.overrideStatus('ORDERS', 'a', 'DOWN', undefined, 'client'),
    ],
    ['what another node heard', ({ leases }: SampleRegistry) => leases.renewedElsewhere('ORDERS', 'a', 100)],
  ])('is verified by %s', (_, verify) => {
    const registry = restored('a');
    expect(registry.store.unverified().map(({ id }) => id)).toEqual(['a']);
    verify(registry);
    expect(registry.store.unverified()).toEqual([]);
  });

  it('is not kept by a hold of the others, nor a reason for one', () => {
    const registry = restored('snap');
    const { leases, clock, selfPreservation, store } = registry;
    for (let index = 0; index < 20; index++) {
      leases.register('ORDERS', sampleInstance({ instanceId: `i-${index}` }), 'client');
    }
    leases.evict(0);
    expect(selfPreservation.holds()).toEqual([]);
    clock.advance(90_001);
    leases.evict(0);
    expect(selfPreservation.holds().length).toBeGreaterThan(0);
    expect(store.find('ORDERS', 'snap')).toBeUndefined();
    expect(store.size).toBe(20);
  });
});
