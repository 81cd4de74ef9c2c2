import { describe, expect, it } from '@jest/globals';
import { aCandidate, candidates, pickerOver, pickId, pickIds, trip } from '../../../spec-support/a-candidate.js';
import type { Picker, Rule, RuleWrapper } from '../picker.js';
import { nobody, picked } from '../picker.js';
import type { Pool } from '../pool.js';
import { seededRandom } from '../rules/seeded-random.js';
import type { BalancerOptions } from './balancer-options.js';
import { createRule, familyOf } from './create-rule.js';
import type { RuleContext } from './rule-context.js';
import { ALL_RULE_NAMES, ruleNamed } from './rule-names.js';

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

  it('hands the user’s rule its own picker of the snapshot before', () => {
    const handed: (Picker | undefined)[] = [];
    const own: Picker = { pick: () => nobody('all-down') };
    class Remembering implements Rule {
      build(_: Pool, previous?: Picker): Picker {
        handed.push(previous);
        return own;
      }
    }
    const rule = createRule({ rule: Remembering, slowStartMs: 0 }, context());
    pickerOver(rule, candidates(1), pickerOver(rule, candidates(1)));
    expect(handed).toEqual([undefined, own]);
  });

  it.each<[string, BalancerOptions]>([
    [
      'rule that throws when it picks',
      {
        rule: class implements Rule {
          build(): Picker {
            return {
              pick: () => {
                throw new Error('broken');
              },
            };
          }
        },
      },
    ],
    [
      'wrapper that throws when it builds',
      {
        rule: 'round-robin',
        narrow: [
          () => ({
            build: () => {
              throw new Error('broken');
            },
          }),
        ],
      },
    ],
  ])('picks without a %s, and tells', (_, options) => {
    const failures: unknown[] = [];
    const rule = createRule(options, context(), { onRuleFailure: (error) => failures.push(error) });
    const first = pickerOver(rule, candidates(3));
    expect(new Set(pickIds(first, 50)).size).toBe(3);
    expect(pickId(pickerOver(rule, candidates(3), first))).toMatch(/^good/);
    expect(failures).toContainEqual(new Error('broken'));
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
    ['hint', ['c']],
    ['random', ['a']],
    ['health-check', ['a', 'b', 'c']],
  ])("makes Spring's chain for %s", (configurations, expected) => {
    const all = [
      aCandidate('a', { zone: 'z' }),
      aCandidate('b', { zone: 'z', API_VERSION: '1' }),
      aCandidate('c', { hint: 'blue' }),
    ];
    const zeroFirst = { ...context(), random: () => 0.002 };
    const picker = pickerOver(createRule({ configurations, zone: 'Z', hint: 'blue' }, zeroFirst), all);
    const request = configurations === 'request-based-sticky-session' ? { sticky: 'c' } : { apiVersion: '1' };
    expect([...new Set(pickIds(picker, 9, request))].sort()).toEqual(expected);
  });
});
