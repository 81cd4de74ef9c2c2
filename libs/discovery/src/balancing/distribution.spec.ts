import { describe, expect, it } from '@jest/globals';
import { aCandidate, pickerOver } from '../../spec-support/a-candidate.js';
import { chiSquare, chiSquareLimit, tally } from '../../spec-support/chi-square.js';
import type { Candidate } from './candidate.js';
import type { BalancerOptions } from './options/balancer-options.js';
import { createRule } from './options/create-rule.js';
import { ALL_RULE_NAMES, SPRING_CONFIGURATIONS } from './options/rule-names.js';
import { subsetOf } from './narrowing/subset.js';
import type { PickRequest } from './picker.js';
import { seededRandom } from './rules/seeded-random.js';

const PICKS = 100_000;
const ids = Array.from({ length: 10 }, (_, index) => `i-${index}`);
const even = new Map(ids.map((id) => [id, 1]));
const byWeight = new Map(ids.map((id, index) => [id, index + 1]));

interface Law {
  readonly options: BalancerOptions;
  readonly shares: ReadonlyMap<string, number>;
  readonly request?: (pick: number) => Partial<PickRequest>;
  /** So many more instances, of the zone `b`, that are DOWN. */
  readonly down?: number;
  readonly prepare?: (candidate: Candidate, index: number) => void;
}

/** Those with an odd number, which have another zone and another API version. */
const odd = new Map(ids.filter((_, index) => index % 2 === 1).map((id) => [id, 1]));
/** The part of the service that the client `me` has. */
const ownPart = new Map(
  subsetOf(
    ids.map((id) => aCandidate(id)),
    'me',
    4,
  ).map(({ id }) => [id, 1]),
);

const latency = (candidate: Candidate, index: number): void => {
  candidate.stats.begin(0);
  candidate.stats.end({ type: 'answered', status: 200, tookMs: 10 * (index + 1) }, 0);
};

const laws: Record<string, Law> = {
  'power of two choices': { options: {}, shares: even },
  'peak EWMA without measurements': { options: { rule: 'peak-ewma' }, shares: even },
  'round robin': { options: { rule: 'round-robin' }, shares: even },
  random: { options: { rule: 'random' }, shares: even },
  weighted: { options: { rule: 'weighted' }, shares: byWeight },
  'weighted response time': {
    options: { rule: 'weighted-response-time' },
    prepare: latency,
    shares: new Map(ids.map((id, index) => [id, 1 / (index + 1)])),
  },
  'least requests': { options: { rule: 'least-requests' }, shares: even },
  'best available': { options: { rule: 'best-available' }, shares: even },
  'availability filtering': { options: { rule: 'availability-filtering' }, shares: even },
  'zone avoidance': { options: { rule: 'zone-avoidance' }, shares: even },
  'consistent hash with many points': {
    options: { rule: 'consistent-hash', consistentHash: { pointsPerInstance: 20_000 } },
    request: (pick) => ({ key: `customer ${pick}` }),
    shares: even,
  },
  'consistent hash without a key': { options: { rule: 'consistent-hash' }, shares: even },
  'sticky without a session': { options: { rule: 'sticky' }, shares: even },
  'hints that nobody has': { options: { rule: 'hint' }, request: () => ({ hint: 'none' }), shares: even },
  'a canary that gets a fifth': {
    options: { rule: 'canary', canary: { label: 'canary', value: 'yes', share: 0.2 } },
    shares: even,
  },
  'a canary that gets half': {
    options: { rule: 'canary', canary: { label: 'canary', value: 'yes', share: 0.5 } },
    shares: new Map(ids.map((id, index) => [id, index < 2 ? 0.25 : 0.0625])),
  },
  'a canary by key': {
    options: { rule: 'canary', canary: { label: 'canary', value: 'yes', share: 0.5 } },
    request: (pick) => ({ key: `customer ${pick}` }),
    shares: new Map(ids.map((id, index) => [id, index < 2 ? 0.25 : 0.0625])),
  },
  'API version 2': {
    options: { rule: 'api-version', apiVersion: {} },
    request: () => ({ apiVersion: '2' }),
    shares: odd,
  },
  "a client's own part": { options: { rule: 'subset', subsetSize: 4 }, shares: ownPart },
  'the own zone while it is healthy': { options: { zone: 'b' }, shares: odd },
  'the own zone with half of it DOWN, which keeps 5/7 and spills the rest': {
    options: { zone: 'b' },
    down: 5,
    shares: new Map(
      [...odd]
        .map(([id]) => [id, 1 / 7] as const)
        .concat([...even].flatMap(([id]) => (odd.has(id) ? [] : [[id, 2 / 35] as const]))),
    ),
  },
  RandomRule: { options: { rule: 'RandomRule' }, shares: even },
  RoundRobinRule: { options: { rule: 'RoundRobinRule' }, shares: even },
  RetryRule: { options: { rule: 'RetryRule' }, shares: even },
  AvailabilityFilteringRule: { options: { rule: 'AvailabilityFilteringRule' }, shares: even },
  ZoneAvoidanceRule: { options: { rule: 'ZoneAvoidanceRule' }, shares: even },
  'WeightedResponseTimeRule, by sum - own': {
    options: { rule: 'WeightedResponseTimeRule' },
    prepare: latency,
    shares: new Map(ids.map((id, index) => [id, 550 - 10 * (index + 1)])),
  },
  'WeightedResponseTimeRule before measurements': { options: { rule: 'WeightedResponseTimeRule' }, shares: even },
  RoundRobinLoadBalancer: { options: { rule: 'RoundRobinLoadBalancer' }, shares: even },
  RandomLoadBalancer: { options: { rule: 'RandomLoadBalancer' }, shares: even },
  ClientConfigEnabledRoundRobinRule: { options: { rule: 'ClientConfigEnabledRoundRobinRule' }, shares: even },
  ResponseTimeWeightedRule: { options: { rule: 'ResponseTimeWeightedRule' }, shares: even },
  "Spring's default": { options: { configurations: 'default' }, shares: even },
  "Spring's own zone": { options: { configurations: 'zone-preference', zone: 'b' }, shares: odd },
  "Spring's health check before a probe": { options: { configurations: 'health-check' }, shares: even },
  "Spring's sticky session before the first": {
    options: { configurations: 'request-based-sticky-session' },
    shares: even,
  },
  "Spring's subset": { options: { configurations: 'subset', subsetSize: 4 }, shares: ownPart },
  "Spring's API version": {
    options: { configurations: 'api-version' },
    request: () => ({ apiVersion: '2' }),
    shares: odd,
  },
  "Spring's weighted list": { options: { configurations: 'weighted' }, shares: byWeight },
};

/** The default has its own law; the others pick the same instance as long as nothing changes. */
const WITHOUT_CHANCE = ['power-of-two-choices', 'same-instance', 'BestAvailableRule', 'same-instance-preference'];

describe('distribution of 100,000 picks', () => {
  it.each(Object.entries(laws))('follows the shares: %s', (_, law) => {
    const random = seededRandom(20_261_122);
    const all = ids.map((id, index) =>
      aCandidate(id, {
        weight: String(index + 1),
        canary: index < 2 ? 'yes' : 'no',
        zone: index % 2 === 1 ? 'b' : 'a',
        API_VERSION: index % 2 === 1 ? '2' : '1',
      }),
    );
    const down = Array.from({ length: law.down ?? 0 }, (_unused, index) =>
      aCandidate(`d-${index}`, { zone: 'b' }, 'DOWN'),
    );
    all.forEach((candidate, index) => law.prepare?.(candidate, index));
    const context = { service: 'orders', random, instanceId: 'me', health: undefined };
    const picker = pickerOver(createRule(law.options, context), [...all, ...down]);
    const picks = Array.from({ length: PICKS }, (_unused, pick) => {
      const result = picker.pick({ now: 0, ...law.request?.(pick) });
      return result.type === 'picked' ? result.candidate.id : result.reason;
    });
    expect(chiSquare(tally(picks), law.shares)).toBeLessThan(chiSquareLimit(law.shares.size));
  });

  it('is looked at for every name there is', () => {
    const short = (name: string): string => name.split('.').at(-1) ?? '';
    const looked = Object.values(laws).flatMap(({ options: { rule, narrow = [], configurations } }) => [
      rule,
      ...narrow,
      configurations,
    ]);
    const names = [...ALL_RULE_NAMES.map(short), ...SPRING_CONFIGURATIONS];
    expect(names.filter((name) => !looked.includes(name))).toEqual(WITHOUT_CHANCE);
  });

  it('would notice one instance that gets a tenth too much', () => {
    const skewed = new Map(ids.map((id, index) => [id, index === 0 ? 11_000 : 9889]));
    expect(chiSquare(skewed, even)).toBeGreaterThan(chiSquareLimit(ids.length));
  });
});
