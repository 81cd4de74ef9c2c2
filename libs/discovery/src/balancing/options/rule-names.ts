import type { Rule } from '../picker.js';
import { RibbonAvailabilityFiltering } from '../ribbon/ribbon-availability-filtering.js';
import { RibbonBestAvailable } from '../ribbon/ribbon-best-available.js';
import type { RibbonOptions } from '../ribbon/ribbon-options.js';
import { RibbonRetry } from '../ribbon/ribbon-retry.js';
import { RibbonRoundRobin } from '../ribbon/ribbon-round-robin.js';
import { RibbonWeightedResponseTime } from '../ribbon/ribbon-weighted-response-time.js';
import { ribbonZoneAvoidance } from '../ribbon/ribbon-zone-avoidance.js';
import { ConsistentHash } from '../rules/consistent-hash.js';
import { LeastRequests } from '../rules/least-requests.js';
import { expectedWaitMs, PowerOfTwoChoices } from '../rules/power-of-two-choices.js';
import { RandomChoice } from '../rules/random-choice.js';
import { RoundRobin } from '../rules/round-robin.js';
import { Weighted } from '../rules/weighted.js';
import { WeightedResponseTime } from '../rules/weighted-response-time.js';
import { SpringRoundRobin } from '../spring/spring-round-robin.js';
import type { BalancerOptions } from './balancer-options.js';
import type { RuleContext } from './rule-context.js';

/** How a named rule is made. `ribbon` is complete, with Ribbon's defaults. */
export type RuleMaker = (context: RuleContext, options: BalancerOptions, ribbon: Required<RibbonOptions>) => Rule;

const RIBBON_PACKAGE = 'com.netflix.loadbalancer.';
const SPRING_PACKAGE = 'org.springframework.cloud.loadbalancer.core.';

const OWN: Readonly<Record<string, RuleMaker>> = {
  'power-of-two-choices': ({ random }) => new PowerOfTwoChoices(random),
  'peak-ewma': ({ random }) => new PowerOfTwoChoices(random, expectedWaitMs),
  'round-robin': ({ random }) => new RoundRobin(random),
  random: ({ random }) => new RandomChoice(random),
  weighted: ({ random }) => new Weighted(random),
  'weighted-response-time': ({ random }, options) => new WeightedResponseTime(random, options.weightedResponseTime),
  'least-requests': ({ random }) => new LeastRequests(random),
  'best-available': ({ random }) => new LeastRequests(random),
  'consistent-hash': ({ random }, options) => new ConsistentHash(random, options.consistentHash),
  'availability-filtering': (_context, _options, ribbon) => new RibbonAvailabilityFiltering(ribbon),
  'zone-avoidance': ({ random }, _options, ribbon) => ribbonZoneAvoidance(ribbon, random),
};

const RIBBON: Readonly<Record<string, RuleMaker>> = {
  RoundRobinRule: () => new RibbonRoundRobin(),
  ClientConfigEnabledRoundRobinRule: () => new RibbonRoundRobin(),
  RandomRule: ({ random }) => new RandomChoice(random),
  RetryRule: () => new RibbonRetry(),
  WeightedResponseTimeRule: ({ random }, _, ribbon) => new RibbonWeightedResponseTime(random, ribbon.weightIntervalMs),
  ResponseTimeWeightedRule: ({ random }, _, ribbon) => new RibbonWeightedResponseTime(random, ribbon.weightIntervalMs),
  BestAvailableRule: () => new RibbonBestAvailable(),
  AvailabilityFilteringRule: (_context, _options, ribbon) => new RibbonAvailabilityFiltering(ribbon),
  ZoneAvoidanceRule: ({ random }, _options, ribbon) => ribbonZoneAvoidance(ribbon, random),
};

const SPRING: Readonly<Record<string, RuleMaker>> = {
  RoundRobinLoadBalancer: ({ random }) => new SpringRoundRobin(random),
  RandomLoadBalancer: ({ random }) => new RandomChoice(random),
};

export type RuleFamily = 'own' | 'ribbon' | 'spring';

/** Our own names of rules; Ribbon's and Spring's class names, with or without their package, are known too. */
export const RULE_NAMES: readonly string[] = Object.keys(OWN);

/** Ways to narrow the choice before a rule; each is a rule name as well, around the default rule. */
export const NARROWING_NAMES = ['subset', 'api-version', 'hint', 'sticky', 'same-instance', 'canary'] as const;
export type NarrowingName = (typeof NARROWING_NAMES)[number];

/** The values of `spring.cloud.loadbalancer.configurations` (client.md 6.7), and `random` and `hint`, which Spring has in code only. */
export const SPRING_CONFIGURATIONS = [
  'default',
  'random',
  'zone-preference',
  'health-check',
  'request-based-sticky-session',
  'same-instance-preference',
  'hint',
  'weighted',
  'subset',
  'api-version',
] as const;
export type SpringConfiguration = (typeof SPRING_CONFIGURATIONS)[number];

/** Ribbon's list filters, without their package. */
export const RIBBON_FILTERS = [
  'ZonePreferenceServerListFilter',
  'ZoneAffinityServerListFilter',
  'ServerListSubsetFilter',
] as const;
export type RibbonFilterName = (typeof RIBBON_FILTERS)[number];

export const ALL_RULE_NAMES: readonly string[] = [
  ...RULE_NAMES,
  ...NARROWING_NAMES,
  ...Object.keys(RIBBON).map((name) => RIBBON_PACKAGE + name),
  ...Object.keys(SPRING).map((name) => SPRING_PACKAGE + name),
];

/** A rule by its name, or undefined for a name nobody knows. */
export function ruleNamed(name: string): { readonly family: RuleFamily; readonly make: RuleMaker } | undefined {
  const own = entry(OWN, name);
  if (own !== undefined) return { family: 'own', make: own };
  const ribbon = entry(RIBBON, name.startsWith(RIBBON_PACKAGE) ? name.slice(RIBBON_PACKAGE.length) : name);
  if (ribbon !== undefined) return { family: 'ribbon', make: ribbon };
  const spring = entry(SPRING, name.startsWith(SPRING_PACKAGE) ? name.slice(SPRING_PACKAGE.length) : name);
  return spring === undefined ? undefined : { family: 'spring', make: spring };
}

export function isNarrowingName(name: string): name is NarrowingName {
  return NARROWING_NAMES.some((known) => known === name);
}

function entry(table: Readonly<Record<string, RuleMaker>>, name: string): RuleMaker | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
