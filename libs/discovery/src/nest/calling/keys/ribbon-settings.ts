import type { BalancingKeys } from '@nest-eureka/config';
import { definedOf } from '../../../balancing/options/defined-of.js';
import type { BalancerOptions } from '../../../balancing/options/balancer-options.js';
import type { RibbonOptions } from '../../../balancing/ribbon/ribbon-options.js';
import type { ServiceSettings } from '../../../http/service-settings.js';
import { unlessEmpty } from './spring-settings.js';

/** Spring's default of either, ms (client.md 6.5). */
const DEFAULT_TIMEOUT_MS = 1000;

/** Ribbon's `PingUrl` asks the root of the server (client.md 6.4). */
const PING_PATH = '/';
const DEFAULT_PING_SECONDS = 30;

/** What Ribbon's keys say, as settings: what `own` sets, seen together with `merged`; see `springSettings`. */
export function ribbonSettings(own: BalancingKeys, merged: BalancingKeys): ServiceSettings {
  const { ribbon } = own;
  const statusCodes = ribbon.retryableStatusCodes;
  return definedOf<ServiceSettings>({
    loadBalancer: balancerOf(own, merged),
    retry: unlessEmpty({
      maxSame: ribbon.MaxAutoRetries,
      maxNext: ribbon.MaxAutoRetriesNextServer,
      allOperations: ribbon.OkToRetryOnAllOperations,
      statusCodes: statusCodes.length > 0 ? statusCodes : undefined,
    }),
    tryTimeoutMs: tryTimeoutOf(ribbon, merged.ribbon),
  });
}

function balancerOf(own: BalancingKeys, merged: BalancingKeys): BalancerOptions {
  const { ribbon, circuit } = own;
  return definedOf<BalancerOptions>({
    rule: ribbon.NFLoadBalancerRuleClassName,
    ribbonFilter: ribbon.NIWSServerListFilterClassName,
    ribbon: ribbonOf(own),
    probe: probeOf(ribbon, merged.ribbon),
    zoneAffinity: unlessEmpty({
      affinity: ribbon.EnableZoneAffinity,
      exclusivity: ribbon.EnableZoneExclusivity,
      maxBlackoutShare: ribbon['zoneAffinity.maxBlackOutServesrPercentage'],
      maxLoadPerServer: ribbon['zoneAffinity.maxLoadPerServer'],
      minAvailableServers: ribbon['zoneAffinity.minAvailableServers'],
    }),
    serverListSubset: unlessEmpty({
      size: ribbon['ServerListSubsetFilter.size'],
      forceEliminateShare: ribbon['ServerListSubsetFilter.forceEliminatePercent'],
      failureThreshold: ribbon['ServerListSubsetFilter.eliminationFailureThresold'],
      connectionThreshold: ribbon['ServerListSubsetFilter.eliminationConnectionThresold'],
    }),
    circuit: unlessEmpty({
      threshold: circuit.connectionFailureCountThreshold,
      factorMs: inMs(circuit.circuitTripTimeoutFactorSeconds),
      maxMs: inMs(circuit.circuitTripMaxTimeoutSeconds),
    }),
  });
}

function ribbonOf({ ribbon, rules, zones }: BalancingKeys): RibbonOptions | undefined {
  const balancer = ribbon.NFLoadBalancerClassName;
  return unlessEmpty({
    activeConnectionsLimit: ribbon.ActiveConnectionsLimit ?? rules['availabilityFilteringRule.activeConnectionsLimit'],
    filterCircuitTripped: rules['availabilityFilteringRule.filterCircuitTripped'],
    zoneAvoidance: rules['zoneAvoidanceRule.enabled'],
    zoneAware: balancer === undefined ? zones.enabled : balancer === 'ZoneAwareLoadBalancer' && zones.enabled !== false,
    triggeringLoadPerServer: zones['default.triggeringLoadPerServerThreshold'],
    blackoutShare: zones['default.avoidZoneWithBlackoutPercetage'],
    weightIntervalMs: ribbon.ServerWeightTaskTimerInterval,
    listRefreshMs: ribbon.ServerListRefreshInterval,
  });
}

function probeOf(own: BalancingKeys['ribbon'], merged: BalancingKeys['ribbon']): BalancerOptions['probe'] {
  const { NFLoadBalancerPingClassName: ping, NFLoadBalancerPingInterval: interval } = own;
  if (ping === undefined && interval === undefined) return undefined;
  if (merged.NFLoadBalancerPingClassName !== 'PingUrl') return ping === undefined ? undefined : false;
  const intervalMs = (merged.NFLoadBalancerPingInterval ?? DEFAULT_PING_SECONDS) * 1000;
  return { type: 'http', path: PING_PATH, intervalMs };
}

function tryTimeoutOf(own: BalancingKeys['ribbon'], merged: BalancingKeys['ribbon']): number | undefined {
  if (own.ConnectTimeout === undefined && own.ReadTimeout === undefined) return undefined;
  return (merged.ConnectTimeout ?? DEFAULT_TIMEOUT_MS) + (merged.ReadTimeout ?? DEFAULT_TIMEOUT_MS);
}

function inMs(seconds: number | undefined): number | undefined {
  return seconds === undefined ? undefined : seconds * 1000;
}
