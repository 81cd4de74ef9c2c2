import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from '@jest/globals';
import { sampleInstance } from '../../spec-support/sample-instance.js';
import { tally } from '../../spec-support/chi-square.js';
import { onceEach } from './malformed-reports.js';
import type { MalformedMetadata } from './metadata-reader.js';
import type { BalancerOptions } from './options/balancer-options.js';
import { seededRandom } from './rules/seeded-random.js';
import { ServiceBalancer } from './service-balancer.js';
import type { AttemptOutcome } from './stats/attempt-outcome.js';

const instances = (count: number, status: 'UP' | 'DOWN' = 'UP') =>
  Array.from({ length: count }, (_, index) => sampleInstance({ instanceId: `i-${index}`, status }));

function balancing(options: BalancerOptions = {}, count = 3) {
  const ejected: string[] = [];
  const faults: MalformedMetadata[] = [];
  const context = { service: 'orders', random: seededRandom(9), instanceId: 'me', health: undefined };
  const balancer = new ServiceBalancer(options, context, {
    onEjected: ({ id }) => ejected.push(id),
    onMalformed: onceEach((fault) => faults.push(fault)),
  });
  balancer.update(instances(count), 0);
  return { balancer, ejected, faults };
}

/** One call: picks, and ends as the instance's outcome says. */
function call(balancer: ServiceBalancer, now: number, outcomeOf: (id: string) => AttemptOutcome): string {
  const result = balancer.pick({ now });
  if (result.type === 'nobody') return result.reason;
  balancer.begin(result.candidate, now);
  balancer.end(result.candidate, outcomeOf(result.candidate.id), now);
  return result.candidate.id;
}

const fine: AttemptOutcome = { type: 'answered', status: 200, tookMs: 10 };
const refused: AttemptOutcome = { type: 'failed', fault: 'connect', tookMs: 1 };

describe('ServiceBalancer', () => {
  it.each([
    ['none-registered', []],
    ['all-down', instances(2, 'DOWN')],
  ])('says %s', (reason, some) => {
    const { balancer } = balancing();
    balancer.update(some, 1);
    expect(balancer.pick({ now: 1 })).toEqual({ type: 'nobody', reason });
  });

  it('sends no more than a handful of calls to a dead instance', () => {
    const { balancer, ejected } = balancing();
    const calls = Array.from({ length: 1000 }, (_, now) =>
      call(balancer, now, (id) => (id === 'i-1' ? refused : fine)),
    );
    expect(tally(calls).get('i-1')).toBe(5);
    expect(ejected).toEqual(['i-1']);
    expect(balancer.isEjected('i-1')).toBe(true);
  });

  it('takes out a slow one of three', () => {
    const { balancer, ejected } = balancing();
    const slow: AttemptOutcome = { ...fine, tookMs: 800 };
    for (let now = 0; now < 3000; now += 10) call(balancer, now, (id) => (id === 'i-2' ? slow : fine));
    expect(ejected).toEqual(['i-2']);
  });

  it('counts nothing when callers go away', () => {
    const { balancer, ejected } = balancing();
    for (let now = 0; now < 100; now++) call(balancer, now, () => ({ type: 'abandoned' }));
    expect(ejected).toEqual([]);
    expect([...balancer.candidates.values()].map(({ stats }) => stats.inFlight)).toEqual([0, 0, 0]);
  });

  it('keeps statistics and ejections when instances are registered anew', () => {
    const { balancer } = balancing();
    for (let now = 0; now < 100; now++) call(balancer, now, (id) => (id === 'i-1' ? refused : fine));
    const { stats } = balancer.candidates.get('i-1')!;
    balancer.update(instances(4), 100);
    expect(balancer.candidates.get('i-1')?.stats).toBe(stats);
    expect(balancer.isEjected('i-1')).toBe(true);
  });

  it('takes the same candidate for an instance that has not changed', () => {
    const { balancer } = balancing();
    const same = instances(2);
    balancer.update(same, 1);
    const before = balancer.candidates.get('i-0');
    balancer.update([...same, sampleInstance({ instanceId: 'i-9' })], 2);
    expect(balancer.candidates.get('i-0')).toBe(before);
  });

  it('counts the first of equal ids', () => {
    const { balancer } = balancing();
    balancer.update([sampleInstance({ hostName: 'first' }), sampleInstance({ hostName: 'second' })], 1);
    expect([...balancer.candidates.values()].map(({ instance }) => instance.hostName)).toEqual(['first']);
  });

  it('starts slowly with an instance that came later', () => {
    const { balancer } = balancing({ rule: 'random' });
    balancer.update(instances(4), 1000);
    const calls = tally(Array.from({ length: 3000 }, () => call(balancer, 1000, () => fine)));
    expect(calls.get('i-3')).toBeLessThan(200);
    const later = tally(Array.from({ length: 3000 }, () => call(balancer, 11_000, () => fine)));
    expect(later.get('i-3')).toBeGreaterThan(600);
  });

  it.each<[BalancerOptions, boolean]>([
    [{}, true],
    [{ ejection: false }, false],
    [{ rule: 'RoundRobinRule' }, false],
    [{ rule: 'RoundRobinRule', ejection: {} }, true],
    [{ configurations: 'default' }, false],
  ])('with %j ejects: %s', (options, expected) => {
    const { balancer, ejected } = balancing(options);
    for (let now = 0; now < 100; now++) call(balancer, now, (id) => (id === 'i-1' ? refused : fine));
    expect(ejected.length > 0).toBe(expected);
  });

  it('reports malformed metadata once over many snapshots', () => {
    const { balancer, faults } = balancing();
    for (let now = 0; now < 5; now++) balancer.update([sampleInstance({ metadata: new Map([['weight', 'x']]) })], now);
    expect(faults).toHaveLength(1);
  });

  it.each<[BalancerOptions]>([
    [{ narrow: ['hint', 'sticky', 'same-instance', 'api-version'], zone: 'a', region: 'eu', rule: 'round-robin' }],
    [{ rule: 'consistent-hash', narrow: ['canary', 'subset'], canary: { label: 'v', value: '2', share: 0.5 } }],
    [{ rule: 'ZoneAvoidanceRule', zone: 'a' }],
    [{ rule: 'WeightedResponseTimeRule', ejection: {} }],
    [{ configurations: 'weighted' }],
  ])('lets old snapshots go with %j', async (options) => {
    const { balancer } = balancing({ apiVersion: { fallbackToAvailableInstances: true }, ...options });
    const seen: WeakRef<object>[] = [];
    for (let now = 0; now < 5; now++) {
      const some = instances(10);
      seen.push(...some.map((instance) => new WeakRef(instance)));
      balancer.update(some, now);
      expect(call(balancer, now, () => fine)).toMatch(/^i-/);
    }
    // a WeakRef holds on until the end of the job that looked at it
    await new Promise((resolve) => setImmediate(resolve));
    collectGarbage();
    expect(seen.slice(0, 40).filter((instance) => instance.deref() !== undefined)).toEqual([]);
    expect(seen.slice(40).filter((instance) => instance.deref() !== undefined)).toHaveLength(10);
    expect(balancer.candidates.size).toBe(10);
  });
});

function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}
