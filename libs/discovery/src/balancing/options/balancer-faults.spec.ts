import { describe, expect, it } from '@jest/globals';
import { aCandidate, candidates, pickerOver, pickId, pickIds, trip } from '../../../spec-support/a-candidate.js';
import type { Picker, Rule, RuleWrapper } from '../picker.js';
import { nobody, picked } from '../picker.js';
import type { Pool } from '../pool.js';
import { retryFaults } from '../retry/retry-faults.js';
import { seededRandom } from '../rules/seeded-random.js';
import { balancerFaults } from './balancer-faults.js';
import type { BalancerOptions } from './balancer-options.js';
import { createRule, familyOf } from './create-rule.js';
import type { RuleContext } from './rule-context.js';
import { ALL_RULE_NAMES, ruleNamed, SPRING_CONFIGURATIONS } from './rule-names.js';

const context = (): RuleContext => ({
  service: 'orders',
  random: seededRandom(1),
  instanceId: 'me',
  health: undefined,
});

class LastOne implements Rule {
  constructor(readonly given: RuleContext) {}

  build({ usable }: Pool): Picker {
    const last = usable.at(-1);
    return { pick: () => (last === undefined ? nobody('none-registered') : picked(last)) };
  }
}

describe('balancerFaults', () => {
  it.each<BalancerOptions>([
    {},
    ...ALL_RULE_NAMES.filter((name) => name !== 'canary').map((rule) => ({ rule })),
    ...SPRING_CONFIGURATIONS.map((configurations) => ({ configurations })),
    { rule: LastOne },
    { rule: 'RoundRobinRule', ribbonFilter: 'ServerListSubsetFilter' },
    { rule: 'canary', canary: { label: 'version', value: '2', share: 0 } },
    { ejection: false, zone: 'a', zoneHealthyShare: 1, slowStartMs: 0 },
  ])('has none for %j', (options) => {
    expect(balancerFaults(options)).toEqual([]);
  });

  it.each<[BalancerOptions, string, RegExp]>([
    [{ rule: 'round-robbin' }, 'rule', /one of power-of-two-choices, .*ZoneAvoidanceRule/],
    [{ rule: 'toString' }, 'rule', /one of/],
    [{ rule: 'com.example.RoundRobinRule' }, 'rule', /one of/],
    [{ rule: 7 as unknown as string }, 'rule', /name of a rule/],
    [{ narrow: ['sticky', 'stickie' as 'sticky'] }, 'narrow[1]', /one of subset, api-version/],
    [{ narrow: [7 as unknown as 'sticky'] }, 'narrow[0]', /a function/],
    [{ configurations: 'zone' as 'default' }, 'configurations', /one of default, zone-preference/],
    [{ ribbonFilter: 'Subset' as 'ServerListSubsetFilter' }, 'ribbonFilter', /ZonePreferenceServerListFilter/],
    [{ rule: 'canary' }, 'canary', /label, value and share/],
    [{ narrow: ['canary'] }, 'canary', /label/],
    [{ canary: { label: ' ', value: '2', share: 0.5 } }, 'canary.label', /not empty/],
    [{ canary: { label: 'version', value: '2', share: 20 } }, 'canary.share', /from 0, at most 1/],
    [{ zone: '' }, 'zone', /not empty/],
    [{ zoneHealthyShare: 0 }, 'zoneHealthyShare', /above 0, at most 1/],
    [{ zoneHealthyShare: 70 }, 'zoneHealthyShare', /at most 1/],
    [{ slowStartMs: -1 }, 'slowStartMs', /from 0/],
    [{ slowStartMs: Number.NaN }, 'slowStartMs', /a number/],
    [{ slowStartMs: '10' as unknown as number }, 'slowStartMs', /a number/],
    [{ subsetSize: 0 }, 'subsetSize', /a whole number from 1/],
    [{ ejection: { maxShare: 1.1 } }, 'ejection.maxShare', /at most 1/],
    [{ ejection: { consecutiveFailures: 2.5 } }, 'ejection.consecutiveFailures', /whole/],
    [{ ejection: { baseMs: 0 } }, 'ejection.baseMs', /above 0/],
    [{ consistentHash: { pointsPerInstance: 0 } }, 'consistentHash.pointsPerInstance', /from 1/],
    [{ ribbon: { activeConnectionsLimit: -2 } }, 'ribbon.activeConnectionsLimit', /from -1/],
    [{ ribbon: { blackoutShare: 99 } }, 'ribbon.blackoutShare', /at most 1/],
    [{ zoneAffinity: { maxBlackoutShare: 80 } }, 'zoneAffinity.maxBlackoutShare', /at most 1/],
    [{ serverListSubset: { size: 0 } }, 'serverListSubset.size', /from 1/],
    [{ circuit: { threshold: 0 } }, 'circuit.threshold', /from 1/],
  ])('has one for %j', (options, option, allowed) => {
    const faults = balancerFaults(options);
    expect(faults).toHaveLength(1);
    expect(faults[0]?.option).toBe(option);
    expect(faults[0]?.allowed).toMatch(allowed);
  });

  it('tells all at once', () => {
    expect(balancerFaults({ rule: 'x', zoneHealthyShare: 2, ejection: { maxShare: -1 } })).toHaveLength(3);
  });
});

describe('retryFaults', () => {
  it('has none for sensible options', () => {
    expect(retryFaults({ maxSame: 0, statusCodes: [503], methods: ['GET'], backoff: { jitter: 1 } }, {})).toEqual([]);
  });

  it.each([
    [{ maxNext: -1 }, {}, 'retry.maxNext'],
    [{ statusCodes: [503, 99] }, {}, 'retry.statusCodes'],
    [{ methods: ['G E T'] }, {}, 'retry.methods'],
    [{ faults: ['refused' as 'reset'] }, {}, 'retry.faults'],
    [{ backoff: { jitter: 2 } }, {}, 'retry.backoff.jitter'],
    [{}, { burst: 0 }, 'retry.budget.burst'],
  ])('has one for %j, %j', (options, budget, option) => {
    expect(retryFaults(options, budget).map((fault) => fault.option)).toEqual([option]);
  });
});

describe('createRule', () => {
  it.each(ALL_RULE_NAMES)('makes a rule of the name %s that picks somebody', (rule) => {
    const options = {
      rule,
      canary: { label: 'v', value: '2', share: 0.5 },
      apiVersion: { fallbackToAvailableInstances: true },
    };
    const picker = pickerOver(createRule(options, context()), candidates(3));
    for (const id of pickIds(picker, 10)) expect(id).toMatch(/^good:/);
    expect(pickId(pickerOver(createRule(options, context()), []))).toBe('none-registered');
  });

  it('knows class names with and without their package', () => {
    expect(ruleNamed('com.netflix.loadbalancer.RandomRule')?.family).toBe('ribbon');
    expect(ruleNamed('RandomRule')?.family).toBe('ribbon');
    expect(ruleNamed('org.springframework.cloud.loadbalancer.core.RandomLoadBalancer')?.family).toBe('spring');
    expect(ruleNamed('com.netflix.loadbalancer.random')).toBeUndefined();
  });

  it.each<[BalancerOptions, string]>([
    [{}, 'own'],
    [{ rule: LastOne }, 'own'],
    [{ rule: 'sticky' }, 'own'],
    [{ rule: 'BestAvailableRule' }, 'ribbon'],
    [{ configurations: 'default' }, 'spring'],
    [{ configurations: 'default', rule: 'weighted' }, 'own'],
  ])('takes %j for %s', (options, family) => {
    expect(familyOf(options)).toBe(family);
  });

  it('makes a class of the user’s own once, with the context', () => {
    const given = context();
    const made: LastOne[] = [];
    class Watched extends LastOne {
      constructor(own: RuleContext) {
        super(own);
        made.push(this);
      }
    }
    const rule = createRule({ rule: Watched, slowStartMs: 0 }, given);
    expect(pickId(pickerOver(rule, candidates(3)))).toBe('good:2');
    expect(made.map((one) => one.given)).toEqual([given]);
  });

  it('narrows by a wrapper of the user’s own', () => {
    const withoutFirst: RuleWrapper = (inner) => ({
      build: (pool, previous) => inner.build({ ...pool, usable: pool.usable.slice(1) }, previous),
    });
    const picker = pickerOver(createRule({ narrow: [withoutFirst, 'hint'] }, context()), candidates(2));
    expect(new Set(pickIds(picker, 20))).toEqual(new Set(['good:1']));
  });

  it('puts narrowing outside of zones: a session stays in its zone', () => {
    const all = [aCandidate('a', { zone: 'a' }), aCandidate('b', { zone: 'b' })];
    const picker = pickerOver(createRule({ narrow: ['sticky'], zone: 'a' }, context()), all);
    expect(pickId(picker)).toBe('a');
    expect(pickId(picker, { sticky: 'b' })).toBe('b');
  });

  it('sends retries elsewhere unless told not to', () => {
    const exclude = new Set(['good:0', 'good:1']);
    const picks = (options: BalancerOptions): string =>
      pickId(pickerOver(createRule(options, context()), candidates(2)), { exclude });
    expect(picks({})).toMatch(/^good/);
    expect(picks({ avoidPrevious: false })).toBe('all-excluded');
  });

  it("puts Spring's list filter and zone awareness around Ribbon's rules", () => {
    const [near, far] = [candidates(2, { zone: 'near' }, 'near'), candidates(2, { zone: 'far' }, 'far')];
    const inZone = pickerOver(createRule({ rule: 'RoundRobinRule', zone: 'NEAR' }, context()), [...near, ...far]);
    expect(new Set(pickIds(inZone, 10))).toEqual(new Set(['near:0', 'near:1']));
    near.forEach((candidate) => trip(candidate));
    const anywhere = pickerOver(createRule({ rule: 'RoundRobinRule' }, context()), [...near, ...far]);
    expect(pickId(anywhere)).toMatch(/^near|^far/);
    const third = candidates(2, { zone: 'third' }, 'third');
    const aware = pickerOver(createRule({ rule: 'RoundRobinRule' }, context()), [...near, ...far, ...third]);
    for (const id of pickIds(aware, 30)) expect(id).not.toMatch(/^near/);
  });

  it.each<[BalancerOptions['configurations'], readonly string[]]>([
    ['default', ['a', 'b', 'c']],
    ['zone-preference', ['a', 'b']],
    ['same-instance-preference', ['a']],
    ['request-based-sticky-session', ['c']],
    ['api-version', ['b']],
    ['weighted', ['a', 'b', 'c']],
  ])("makes Spring's chain for %s", (configurations, expected) => {
    const all = [aCandidate('a', { zone: 'z' }), aCandidate('b', { zone: 'z', API_VERSION: '1' }), aCandidate('c')];
    const zeroFirst = { ...context(), random: () => 0.002 };
    const picker = pickerOver(createRule({ configurations, zone: 'Z' }, zeroFirst), all);
    const request = configurations === 'request-based-sticky-session' ? { sticky: 'c' } : { apiVersion: '1' };
    expect([...new Set(pickIds(picker, 9, request))].sort()).toEqual(expected);
  });
});
