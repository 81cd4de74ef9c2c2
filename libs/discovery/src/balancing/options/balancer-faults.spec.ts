import { describe, expect, it } from '@jest/globals';
import { RoundRobin } from '../rules/round-robin.js';
import { retryFaults } from '../retry/retry-faults.js';
import { balancerFaults } from './balancer-faults.js';
import type { BalancerOptions } from './balancer-options.js';
import type { RuleContext } from './rule-context.js';
import { ALL_RULE_NAMES, SPRING_CONFIGURATIONS } from './rule-names.js';

class OwnRule extends RoundRobin {
  constructor({ random }: RuleContext) {
    super(random);
  }
}

describe('balancerFaults', () => {
  it.each<BalancerOptions>([
    {},
    ...ALL_RULE_NAMES.filter((name) => name !== 'canary').map((rule) => ({ rule })),
    ...SPRING_CONFIGURATIONS.map((configurations) => ({ configurations })),
    { rule: OwnRule },
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
    [{ configurations: 'zone' as 'default' }, 'configurations', /one of default, random, zone-preference/],
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
    [{ probe: { port: 70_000 } }, 'probe.port', /at most 65535/],
    [{ probe: { intervalMs: 0 } }, 'probe.intervalMs', /above 0/],
    [{ probe: { path: 'up' } }, 'probe.path', /starts with a slash/],
    [{ probe: { type: 'udp' as 'tcp' } }, 'probe.type', /one of http, tcp/],
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
