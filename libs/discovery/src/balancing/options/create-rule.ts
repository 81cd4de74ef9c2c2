import { outlierEjection } from '../ejection/outlier-ejection.js';
import type { Ejections } from '../ejection/ejections.js';
import { byApiVersion } from '../narrowing/by-api-version.js';
import { byHint } from '../narrowing/by-hint.js';
import { canary } from '../narrowing/canary.js';
import { retryAware } from '../narrowing/retry-aware.js';
import { sameInstance } from '../narrowing/same-instance.js';
import { sticky } from '../narrowing/sticky.js';
import { subset } from '../narrowing/subset.js';
import type { Rule, RuleWrapper } from '../picker.js';
import { unlessFailing } from '../probing/unless-failing.js';
import { DEFAULT_RIBBON } from '../ribbon/ribbon-options.js';
import { zoneAware } from '../ribbon/zone-aware.js';
import { PowerOfTwoChoices } from '../rules/power-of-two-choices.js';
import { RandomChoice } from '../rules/random-choice.js';
import { SpringRoundRobin } from '../spring/spring-round-robin.js';
import { regionPreference } from '../zones/region-preference.js';
import { slowStart } from '../zones/slow-start.js';
import { zonePreference } from '../zones/zone-preference.js';
import type { BalancerOptions } from './balancer-options.js';
import { guarded } from './guarded-rule.js';
import { ribbonFilter } from './ribbon-filter.js';
import type { RuleContext } from './rule-context.js';
import { isNarrowingName, ruleNamed } from './rule-names.js';
import type { NarrowingName, RuleFamily } from './rule-names.js';
import { springSuppliers } from './spring-suppliers.js';

const DEFAULT_SLOW_START_MS = 10_000;

/** Which family the options choose; what is ours alone is off by default in the others. */
export function familyOf({ rule, configurations }: BalancerOptions): RuleFamily {
  const named = typeof rule === 'string' ? ruleNamed(rule)?.family : undefined;
  return named ?? (configurations === undefined ? 'own' : 'spring');
}

/** What a rule shares with the balancer it works for. */
export interface RuleParts {
  readonly ejections?: Ejections;
  /** Told what a rule or a wrapper of the user's own threw; the rest of the options then picks without it. */
  readonly onRuleFailure?: (error: unknown) => void;
}

/** The whole rule of a service, from options without faults. */
export function createRule(options: BalancerOptions, context: RuleContext, parts: RuleParts = {}): Rule {
  const rule = composed(options, context, parts);
  const isOurs = typeof options.rule !== 'function' && !options.narrow?.some((one) => typeof one === 'function');
  if (isOurs) return rule;
  const narrow = options.narrow?.filter((one) => typeof one === 'string');
  const without = { ...options, narrow, rule: typeof options.rule === 'function' ? undefined : options.rule };
  return guarded(rule, composed(without, context, parts), parts.onRuleFailure ?? (() => undefined));
}

/**
 * From outside to inside: subset, ejection, probe, what was tried already, narrowing, region, zone, slow start, the rule itself.
 */
function composed(options: BalancerOptions, context: RuleContext, { ejections }: RuleParts): Rule {
  const family = familyOf(options);
  const narrow = [...new Set(options.narrow ?? []), ...impliedNarrowing(options)];
  const wrappers: RuleWrapper[] = [
    ...narrow.filter((name) => name === 'subset').map((name) => narrowing(name, options, context)),
    ...(ejections === undefined ? [] : [outlierEjection(ejections)]),
    ...(context.health === undefined ? [] : [unlessFailing(context.health)]),
    ...(options.avoidPrevious === false ? [] : [retryAware]),
    ...narrow.filter((name) => name !== 'subset').map((name) => narrowing(name, options, context)),
    ...(options.region === undefined
      ? []
      : [regionPreference({ region: options.region, regionsByZone: options.regionsByZone })]),
    ...placing(family, options, context),
  ];
  return wrappers.reduceRight<Rule>((inner, wrap) => wrap(inner), innermost(options, context));
}

function innermost({ rule, ...options }: BalancerOptions, context: RuleContext): Rule {
  if (typeof rule === 'function') return new rule(context);
  const named = rule === undefined ? undefined : ruleNamed(rule);
  if (named !== undefined) return named.make(context, options, { ...DEFAULT_RIBBON, ...options.ribbon });
  if (options.configurations === undefined) return new PowerOfTwoChoices(context.random);
  return options.configurations === 'random' ? new RandomChoice(context.random) : new SpringRoundRobin(context.random);
}

/** What each family does about zones and fresh instances. */
function placing(family: RuleFamily, options: BalancerOptions, context: RuleContext): RuleWrapper[] {
  const { random } = context;
  const slowStartMs = options.slowStartMs ?? (family === 'own' ? DEFAULT_SLOW_START_MS : 0);
  const slowly = slowStartMs > 0 ? [slowStart({ windowMs: slowStartMs }, random)] : [];
  if (options.configurations !== undefined) return [...springSuppliers(options, context), ...slowly];
  if (family === 'ribbon') {
    return [...ribbonFilter(options, random), zoneAware({ ...DEFAULT_RIBBON, ...options.ribbon }, random), ...slowly];
  }
  if (family === 'spring' || options.zone === undefined) return slowly;
  return [zonePreference({ zone: options.zone, healthyShare: options.zoneHealthyShare }, random), ...slowly];
}

function impliedNarrowing({ rule, narrow }: BalancerOptions): readonly NarrowingName[] {
  return typeof rule === 'string' && isNarrowingName(rule) && !narrow?.includes(rule) ? [rule] : [];
}

function narrowing(name: NarrowingName | RuleWrapper, options: BalancerOptions, context: RuleContext): RuleWrapper {
  if (typeof name === 'function') return name;
  switch (name) {
    case 'subset':
      return subset({ size: options.subsetSize, instanceId: options.subsetInstanceId || context.instanceId });
    case 'api-version':
      return byApiVersion(options.apiVersion);
    case 'hint':
      return byHint({ hint: options.hint });
    case 'sticky':
      return sticky;
    case 'same-instance':
      return sameInstance;
    case 'canary':
      return options.canary === undefined ? (inner) => inner : canary(options.canary, context.random);
  }
}
