import { describe, expect, it } from '@jest/globals';
import { sampleInstance } from '../../spec-support/sample-instance.js';
import type { BalancerOptions } from './options/balancer-options.js';
import { decideRetry, FIRST_ATTEMPT } from './retry/retry-decision.js';
import { resolveRetryOptions } from './retry/retry-options.js';
import { seededRandom } from './rules/seeded-random.js';
import { ServiceBalancer } from './service-balancer.js';
import type { AttemptOutcome } from './stats/attempt-outcome.js';

const named = (count: number) =>
  Array.from({ length: count }, (_, index) => sampleInstance({ instanceId: `i-${index}` }));

function balancerOf(options: BalancerOptions, count: number): ServiceBalancer {
  const context = { service: 'orders', random: seededRandom(13), instanceId: 'me', health: undefined };
  const balancer = new ServiceBalancer(options, context);
  balancer.update(named(count), 0);
  return balancer;
}

/** A call every 2 ms for a minute of simulated time, each answered after its instance's time; the times in ascending order. */
function responseTimes(options: BalancerOptions, tookMs: readonly number[]): number[] {
  const balancer = balancerOf(options, tookMs.length);
  const ends: (() => void)[][] = [];
  const times: number[] = [];
  for (let now = 0; now < 60_000; now++) {
    for (const end of ends[now] ?? []) end();
    ends[now] = [];
    if (now % 2 === 1) continue;
    const result = balancer.pick({ now });
    if (result.type === 'nobody') throw new Error(result.reason);
    const { candidate } = result;
    const took = tookMs[Number(candidate.id.slice(2))] ?? 0;
    balancer.begin(candidate, now);
    times.push(took);
    (ends[now + took] ??= []).push(() => {
      balancer.end(candidate, { type: 'answered', status: 200, tookMs: took }, now + took);
    });
  }
  return times.sort((a, b) => a - b);
}

const p99 = (times: readonly number[]): number | undefined => times[Math.floor(times.length * 0.99)];

/** A call with retries on instances of which some are dead: how often it was tried, and whether it succeeded. */
function callWithRetries(balancer: ServiceBalancer, dead: ReadonlySet<string>, method: string, now: number) {
  const settings = resolveRetryOptions({ maxNext: 2 });
  const tried = new Set<string>();
  let progress = FIRST_ATTEMPT;
  for (;;) {
    const result = balancer.pick({ now, exclude: tried });
    if (result.type === 'nobody') return { succeeded: false, attempts: tried.size };
    const { candidate } = result;
    const isDead = dead.has(candidate.id);
    const outcome: AttemptOutcome = isDead
      ? { type: 'failed', fault: 'connect', tookMs: 1 }
      : { type: 'answered', status: 200, tookMs: 5 };
    tried.add(candidate.id);
    balancer.begin(candidate, now);
    balancer.end(candidate, outcome, now);
    const attempt = { method, outcome, sent: !isDead, replayable: true };
    const decision = decideRetry(attempt, progress, 0, settings, () => 0);
    if (decision.type === 'give-up') return { succeeded: !isDead, attempts: tried.size };
    progress = decision.progress;
  }
}

describe('a slow instance', () => {
  it('spoils the 99th percentile of round robin, not that of the default', () => {
    const tookMs = [20, 22, 24, 25, 800];
    expect(p99(responseTimes({ rule: 'RoundRobinRule' }, tookMs))).toBe(800);
    expect(p99(responseTimes({}, tookMs))).toBe(25);
  });

  it('hardly ever gets a call by expected wait, without any ejection', () => {
    const times = responseTimes({ rule: 'peak-ewma', ejection: false }, [20, 22, 24, 25, 800]);
    expect(p99(times)).toBe(25);
  });

  it('does not cost the others their share when it is the only one that is quick', () => {
    const times = responseTimes({}, [300, 300, 300, 300, 20]);
    expect(times.filter((time) => time === 300).length).toBeGreaterThan(1000);
  });
});

describe('dead instances', () => {
  it.each(['GET', 'POST'])('of which nothing can be sent to are not noticed by callers: %s', (method) => {
    const balancer = balancerOf({}, 3);
    const calls = Array.from({ length: 3000 }, (_, now) => callWithRetries(balancer, new Set(['i-1']), method, now));
    expect(calls.filter(({ succeeded }) => !succeeded)).toEqual([]);
    expect(calls.filter(({ attempts }) => attempts > 1)).toHaveLength(5);
  });

  it('are tried once per instance, then the call fails', () => {
    const balancer = balancerOf({ ejection: false }, 3);
    expect(callWithRetries(balancer, new Set(['i-0', 'i-1', 'i-2']), 'GET', 0)).toEqual({
      succeeded: false,
      attempts: 3,
    });
  });

  it('lose a zone: everything goes to the other, and comes back', () => {
    const context = { service: 'orders', random: seededRandom(13), instanceId: 'me', health: undefined };
    const balancer = new ServiceBalancer({ zone: 'a', ejection: { maxShare: 0.6 } }, context);
    const zones = ['a', 'a', 'a', 'b', 'b', 'b'];
    balancer.update(
      zones.map((zone, index) => sampleInstance({ instanceId: `i-${index}`, metadata: new Map([['zone', zone]]) })),
      0,
    );
    const lost = new Set(['i-0', 'i-1', 'i-2']);
    const during = Array.from({ length: 2000 }, (_, call) => callWithRetries(balancer, lost, 'GET', call));
    expect(during.every(({ succeeded }) => succeeded)).toBe(true);
    expect([...lost].every((id) => balancer.isEjected(id))).toBe(true);
    for (let now = 100_000; now < 100_500; now++) callWithRetries(balancer, new Set(), 'GET', now);
    const later = Array.from({ length: 200 }, (_, call) => balancer.pick({ now: 200_000 + call }));
    expect(later.every((result) => result.type === 'picked' && lost.has(result.candidate.id))).toBe(true);
  });
});
