import type {
  RibbonBalancerName,
  RibbonFilterName,
  RibbonPingName,
  RibbonRuleName,
  RibbonServerListName,
} from './balancing-names.js';

/** `ribbon.*` for all services, or `<service>.ribbon.*` for one (client.md 6.5), in Ribbon's spelling and units: ms unless said otherwise. */
export interface RibbonKeys {
  readonly NFLoadBalancerRuleClassName: RibbonRuleName | undefined;
  readonly NFLoadBalancerClassName: RibbonBalancerName | undefined;
  readonly NIWSServerListFilterClassName: RibbonFilterName | undefined;
  readonly NFLoadBalancerPingClassName: RibbonPingName | undefined;
  /** In seconds. */
  readonly NFLoadBalancerPingInterval: number | undefined;
  readonly NIWSServerListClassName: RibbonServerListName | undefined;
  /** `host:port`. */
  readonly listOfServers: readonly string[];
  readonly IsSecure: boolean | undefined;
  /** False: the configured list, as if `NIWSServerListClassName` said so. */
  readonly 'eureka.enabled': boolean | undefined;
  readonly ServerListRefreshInterval: number | undefined;
  readonly ServerWeightTaskTimerInterval: number | undefined;
  /** -1: no limit. */
  readonly ActiveConnectionsLimit: number | undefined;
  readonly EnableZoneAffinity: boolean | undefined;
  readonly EnableZoneExclusivity: boolean | undefined;
  readonly 'zoneAffinity.maxLoadPerServer': number | undefined;
  readonly 'zoneAffinity.minAvailableServers': number | undefined;
  readonly 'zoneAffinity.maxBlackOutServesrPercentage': number | undefined;
  readonly 'ServerListSubsetFilter.size': number | undefined;
  readonly 'ServerListSubsetFilter.forceEliminatePercent': number | undefined;
  readonly 'ServerListSubsetFilter.eliminationFailureThresold': number | undefined;
  readonly 'ServerListSubsetFilter.eliminationConnectionThresold': number | undefined;
  readonly MaxAutoRetries: number | undefined;
  readonly MaxAutoRetriesNextServer: number | undefined;
  readonly OkToRetryOnAllOperations: boolean | undefined;
  readonly retryableStatusCodes: readonly number[];
  readonly ConnectTimeout: number | undefined;
  readonly ReadTimeout: number | undefined;
}

/** `niws.loadbalancer.default.*` for all services, `niws.loadbalancer.<service>.*` for one (client.md 6.2). */
export interface RibbonCircuitKeys {
  readonly connectionFailureCountThreshold: number | undefined;
  /** In seconds. */
  readonly circuitTripTimeoutFactorSeconds: number | undefined;
  /** In seconds. */
  readonly circuitTripMaxTimeoutSeconds: number | undefined;
}

/** `niws.loadbalancer.*` that has no service in its name. */
export interface RibbonRuleKeys {
  readonly 'availabilityFilteringRule.filterCircuitTripped': boolean | undefined;
  readonly 'availabilityFilteringRule.activeConnectionsLimit': number | undefined;
  readonly 'zoneAvoidanceRule.enabled': boolean | undefined;
}

/** `ZoneAwareNIWSDiscoveryLoadBalancer.default.*` for all services, `….<service>.*` for one; `enabled` is for all (client.md 6.3). */
export interface RibbonZoneKeys {
  readonly enabled: boolean | undefined;
  readonly 'default.triggeringLoadPerServerThreshold': number | undefined;
  /** From 0 to 1; Netflix's spelling. */
  readonly 'default.avoidZoneWithBlackoutPercetage': number | undefined;
}
