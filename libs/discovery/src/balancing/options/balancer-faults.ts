import type { BalancerOptions } from './balancer-options.js';
import type { ProbeOptions } from '../probing/probe-options.js';
import type { BalancingFault } from './balancing-fault.js';
import { COUNT, DURATION, numericFaults, POSITIVE, POSITIVE_COUNT, SHARE, SOME_SHARE } from './numeric-faults.js';
import {
  ALL_RULE_NAMES,
  isNarrowingName,
  NARROWING_NAMES,
  RIBBON_FILTERS,
  ruleNamed,
  SPRING_CONFIGURATIONS,
} from './rule-names.js';

/** Everything that is wrong with a service's options, with what is allowed; empty when they can be used. */
export function balancerFaults(options: BalancerOptions): readonly BalancingFault[] {
  return [...nameFaults(options), ...contentFaults(options), ...numberFaults(options)];
}

function nameFaults({ rule, narrow, configurations, ribbonFilter }: BalancerOptions): BalancingFault[] {
  const faults: BalancingFault[] = [];
  if (typeof rule === 'string' && ruleNamed(rule) === undefined && !isNarrowingName(rule)) {
    faults.push({ option: 'rule', value: rule, allowed: `a class, or one of ${ALL_RULE_NAMES.join(', ')}` });
  }
  if (rule !== undefined && typeof rule !== 'string' && typeof rule !== 'function') {
    faults.push({ option: 'rule', value: typeof rule, allowed: 'the name of a rule, or a class' });
  }
  narrow?.forEach((name, index) => {
    if (typeof name === 'string') faults.push(...unknownName(`narrow[${index}]`, name, NARROWING_NAMES));
    else if (typeof name !== 'function')
      faults.push({ option: `narrow[${index}]`, value: typeof name, allowed: 'a name, or a function' });
  });
  faults.push(...unknownName('configurations', configurations, SPRING_CONFIGURATIONS));
  faults.push(...unknownName('ribbonFilter', ribbonFilter, RIBBON_FILTERS));
  return faults;
}

function unknownName(option: string, value: string | undefined, known: readonly string[]): BalancingFault[] {
  if (value === undefined || known.includes(value)) return [];
  return [{ option, value, allowed: `one of ${known.join(', ')}` }];
}

function contentFaults({ rule, narrow, canary, zone, region, probe }: BalancerOptions): BalancingFault[] {
  const faults: BalancingFault[] = probe ? probeFaults(probe) : [];
  if (canary === undefined && (rule === 'canary' || narrow?.includes('canary'))) {
    faults.push({ option: 'canary', value: 'undefined', allowed: 'label, value and share of the canaries' });
  }
  for (const [option, value] of Object.entries({ 'canary.label': canary?.label, zone, region })) {
    if (value?.trim() === '') faults.push({ option, value, allowed: 'a name that is not empty' });
  }
  return faults;
}

function probeFaults({ type, path }: ProbeOptions): BalancingFault[] {
  const isPath = path === undefined || /^\/[^\s#]*$/.test(path);
  return [
    ...unknownName('probe.type', type, ['http', 'tcp']),
    ...(isPath ? [] : [{ option: 'probe.path', value: path, allowed: 'a path that starts with a slash' }]),
  ];
}

function numberFaults(options: BalancerOptions): BalancingFault[] {
  return [
    ...numericFaults('', options, { zoneHealthyShare: SOME_SHARE, slowStartMs: DURATION, subsetSize: POSITIVE_COUNT }),
    ...numericFaults('ejection', options.ejection === false ? undefined : options.ejection, {
      consecutiveFailures: COUNT,
      latencyFactor: DURATION,
      latencyFloorMs: DURATION,
      latencyAnswers: POSITIVE_COUNT,
      latencyCheckMs: DURATION,
      baseMs: POSITIVE,
      maxMs: POSITIVE,
      maxShare: SHARE,
    }),
    ...numericFaults('probe', options.probe || undefined, {
      port: { from: 1, to: 65_535, whole: true },
      intervalMs: POSITIVE,
      initialDelayMs: DURATION,
      timeoutMs: POSITIVE,
    }),
    ...numericFaults('canary', options.canary, { share: SHARE }),
    ...numericFaults('consistentHash', options.consistentHash, { pointsPerInstance: POSITIVE_COUNT }),
    ...numericFaults('weightedResponseTime', options.weightedResponseTime, { refreshMs: DURATION }),
    ...numericFaults('ribbon', options.ribbon, {
      activeConnectionsLimit: { from: -1, whole: true },
      triggeringLoadPerServer: DURATION,
      blackoutShare: SHARE,
      weightIntervalMs: DURATION,
      listRefreshMs: DURATION,
    }),
    ...numericFaults('zoneAffinity', options.zoneAffinity, {
      maxBlackoutShare: SHARE,
      maxLoadPerServer: DURATION,
      minAvailableServers: COUNT,
    }),
    ...numericFaults('serverListSubset', options.serverListSubset, {
      size: POSITIVE_COUNT,
      forceEliminateShare: SHARE,
      failureThreshold: COUNT,
      connectionThreshold: COUNT,
    }),
    ...numericFaults('circuit', options.circuit, { threshold: POSITIVE_COUNT, factorMs: DURATION, maxMs: DURATION }),
  ];
}
