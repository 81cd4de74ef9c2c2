import { list, optional, optionsFor, verbatim } from '../options/option.js';
import type { Option } from '../options/option.js';
import { booleanType, integerType, MOST_INT } from '../options/value-type.js';
import {
  RIBBON_BALANCERS,
  RIBBON_FILTERS,
  RIBBON_PINGS,
  RIBBON_RULES,
  RIBBON_SERVER_LISTS,
} from './balancing-names.js';
import {
  classNameType,
  count,
  loadType,
  milliseconds,
  positiveCount,
  serverType,
  shareType,
  statusCodeType,
} from './balancing-types.js';
import type { RibbonCircuitKeys, RibbonKeys, RibbonRuleKeys, RibbonZoneKeys } from './ribbon-keys.js';

type OptionsOf<T> = { readonly [K in keyof T]: Option<T[K]> };

/** Ribbon's spelling, and used by clients. */
function asWritten<R extends Readonly<Record<string, Option>>>(options: R): R {
  return verbatim(optionsFor(['discovery'], options));
}

const limitType = integerType(-1, MOST_INT);
const ms = (byDefault: string) => ({ unit: 'ms', defaultText: byDefault }) as const;
const seconds = (byDefault: string) => ({ unit: 's', defaultText: byDefault }) as const;
const byDefault = (defaultText: string) => ({ defaultText });

/** `ribbon.*`, with a service in front for that one alone: `orders.ribbon.MaxAutoRetries` (client.md 6.4, 6.5). */
export const ribbonOptions: OptionsOf<RibbonKeys> = asWritten({
  NFLoadBalancerRuleClassName: optional(classNameType(RIBBON_RULES), 'Rule that picks the server.', byDefault('none')),
  NFLoadBalancerClassName: optional(
    classNameType(RIBBON_BALANCERS),
    "With Ribbon's rules: whether zones are avoided that are out or loaded.",
    byDefault('ZoneAwareLoadBalancer'),
  ),
  NIWSServerListFilterClassName: optional(
    classNameType(RIBBON_FILTERS),
    "With Ribbon's rules: what of the list is used.",
    byDefault('ZonePreferenceServerListFilter'),
  ),
  NFLoadBalancerPingClassName: optional(
    classNameType(RIBBON_PINGS),
    'PingUrl probes servers over HTTP; the others are what the registry says anyway.',
    byDefault('NIWSDiscoveryPing'),
  ),
  NFLoadBalancerPingInterval: optional(positiveCount, 'Between the rounds of PingUrl.', seconds('30')),
  NIWSServerListClassName: optional(
    classNameType(RIBBON_SERVER_LISTS),
    'Where servers come from; ConfigurationBasedServerList is listOfServers.',
    byDefault('DiscoveryEnabledNIWSServerList'),
  ),
  listOfServers: list(serverType, 'Servers of one service, used when they are not to come from the registry.'),
  IsSecure: optional(booleanType, 'Calls listOfServers by https.', byDefault('false')),
  'eureka.enabled': optional(booleanType, 'False: listOfServers in place of the registry.', byDefault('true')),
  ServerListRefreshInterval: optional(milliseconds, "With Ribbon's rules: how often list filters look.", ms('30000')),
  ServerWeightTaskTimerInterval: optional(milliseconds, 'How often WeightedResponseTimeRule weighs.', ms('30000')),
  ActiveConnectionsLimit: optional(
    limitType,
    "With Ribbon's rules: a server with so many requests is not available; -1: no limit.",
    byDefault('-1'),
  ),
  EnableZoneAffinity: optional(booleanType, "With Ribbon's filters: the own zone.", byDefault('true')),
  EnableZoneExclusivity: optional(booleanType, "With Ribbon's filters: nothing but the own zone.", byDefault('false')),
  'zoneAffinity.maxLoadPerServer': optional(
    loadType,
    'Requests per server from which affinity ends.',
    byDefault('0.6'),
  ),
  'zoneAffinity.minAvailableServers': optional(count, 'Servers below which affinity ends.', byDefault('2')),
  'zoneAffinity.maxBlackOutServesrPercentage': optional(
    shareType,
    'Share of servers out from which affinity ends.',
    byDefault('0.8'),
  ),
  'ServerListSubsetFilter.size': optional(positiveCount, 'Servers of the subset.', byDefault('20')),
  'ServerListSubsetFilter.forceEliminatePercent': optional(shareType, 'Share exchanged each time.', byDefault('0.1')),
  'ServerListSubsetFilter.eliminationFailureThresold': optional(count, 'More failures exchange one.', byDefault('0')),
  'ServerListSubsetFilter.eliminationConnectionThresold': optional(
    count,
    'More active requests exchange one.',
    byDefault('0'),
  ),
  MaxAutoRetries: optional(count, 'Further attempts on each server.', byDefault('0')),
  MaxAutoRetriesNextServer: optional(count, 'Further servers that are tried.', byDefault('1')),
  OkToRetryOnAllOperations: optional(booleanType, 'Every method may be sent twice.', byDefault('false')),
  retryableStatusCodes: list(statusCodeType, 'Answers that count as failed.', byDefault('502,503,504')),
  ConnectTimeout: optional(
    milliseconds,
    'Each attempt may take this and ReadTimeout together, when either is set.',
    ms('1000'),
  ),
  ReadTimeout: optional(
    milliseconds,
    'Each attempt may take this and ConnectTimeout together, when either is set.',
    ms('1000'),
  ),
});

/** `niws.loadbalancer.default.*`: when a server counts as tripped (client.md 6.2). */
export const ribbonCircuitOptions: OptionsOf<RibbonCircuitKeys> = asWritten({
  connectionFailureCountThreshold: optional(positiveCount, 'Failed connections in a row.', byDefault('3')),
  circuitTripTimeoutFactorSeconds: optional(count, 'First time, doubled with each failure.', seconds('10')),
  circuitTripMaxTimeoutSeconds: optional(count, 'Longest time.', seconds('30')),
});

/** `niws.loadbalancer.*` beside them (client.md 6.3). */
export const ribbonRuleOptions: OptionsOf<RibbonRuleKeys> = asWritten({
  'availabilityFilteringRule.filterCircuitTripped': optional(
    booleanType,
    'Servers that are tripped are not available.',
    byDefault('true'),
  ),
  'availabilityFilteringRule.activeConnectionsLimit': optional(
    limitType,
    'As ActiveConnectionsLimit, which wins.',
    byDefault('-1'),
  ),
  'zoneAvoidanceRule.enabled': optional(booleanType, 'ZoneAvoidanceRule looks at zones.', byDefault('true')),
});

/** `ZoneAwareNIWSDiscoveryLoadBalancer.*` (client.md 6.3). */
export const ribbonZoneOptions: OptionsOf<RibbonZoneKeys> = asWritten({
  enabled: optional(booleanType, "With Ribbon's rules: avoids zones that are out or loaded.", byDefault('true')),
  'default.triggeringLoadPerServerThreshold': optional(
    loadType,
    'Requests per server from which the most loaded zone is avoided.',
    byDefault('0.2'),
  ),
  'default.avoidZoneWithBlackoutPercetage': optional(
    shareType,
    'Share of tripped servers from which a zone is avoided.',
    byDefault('0.99999'),
  ),
});
