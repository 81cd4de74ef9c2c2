import { describe, expect, it } from '@jest/globals';
import { sampleInstance } from '../../../spec-support/sample-instance.js';
import { sampleRegistry } from '../../../spec-support/sample-registry.js';
import type { SampleRegistry } from '../../../spec-support/sample-registry.js';
import { HISTORY_STEP_MS, RegistryHistory } from './registry-history.js';

function withHistory(capacity?: number): { registry: SampleRegistry; history: RegistryHistory; step: () => void } {
  const registry = sampleRegistry();
  const history = new RegistryHistory(registry, registry.clock, capacity);
  const step = (): void => {
    registry.clock.advance(HISTORY_STEP_MS);
    history.take();
  };
  return { registry, history, step };
}

function register({ leases }: SampleRegistry, count: number): void {
  for (let id = 1; id <= count; id++) leases.register('ORDERS', sampleInstance({ instanceId: `i-${id}` }), 'client');
}

describe('the history of a registry', () => {
  it('has what came and went since the point before, and how it stood', () => {
    const { registry, history, step } = withHistory();
    register(registry, 3);
    step();
    registry.leases.cancel('ORDERS', 'i-1', 'client');
    registry.leases.overrideStatus('ORDERS', 'i-2', 'DOWN', undefined, 'client');
    step();
    expect(history.since()).toMatchObject([
      { registered: 3, cancelled: 0, evicted: 0, instances: 3, statuses: { UP: 3 }, isHolding: false },
      { registered: 0, cancelled: 1, evicted: 0, instances: 2, statuses: { UP: 1, DOWN: 1 } },
    ]);
  });

  it('has renewals against the threshold, evictions, and that something is held', () => {
    const { registry, history, step } = withHistory();
    registry.openForTraffic(0);
    register(registry, 20);
    for (let id = 1; id <= 20; id++) registry.leases.renew('ORDERS', `i-${id}`, {}, 'client');
    for (let turn = 0; turn < 4; turn++) step();
    const { renewalThreshold } = registry;
    expect(history.since().at(-1)).toMatchObject({
      renewals: 20,
      threshold: renewalThreshold.threshold,
      expected: renewalThreshold.expectedRenewals,
    });
    expect(renewalThreshold.threshold).toBeGreaterThan(0);
    registry.clock.advance(91_000);
    registry.leases.evict(0);
    expect(history.now().isHolding).toBe(true);
    registry.clock.advance(900_000);
    registry.leases.evict(0);
    expect(history.now()).toMatchObject({ isHolding: false, evicted: 20 - registry.store.size });
    expect(history.now().evicted).toBeGreaterThan(0);
  });

  it('shows what grows until the next point, and leaves it to that point', () => {
    const { registry, history, step } = withHistory();
    step();
    register(registry, 2);
    expect([history.now().registered, history.since()]).toEqual([2, [expect.objectContaining({ registered: 0 })]]);
    step();
    expect([history.now().registered, history.since().at(-1)?.registered]).toEqual([0, 2]);
  });

  it('forgets the oldest, and tells those after a moment alone', () => {
    const { history, step } = withHistory(3);
    for (let turn = 0; turn < 5; turn++) step();
    const times = history.since().map(({ at }) => at);
    expect(times).toHaveLength(3);
    expect(history.since(times[0])).toHaveLength(2);
    expect(history.since(times[2])).toEqual([]);
  });
});
