import type { SimpleInstance } from '../discovery-configuration.js';
import type { RibbonCircuitKeys, RibbonKeys, RibbonRuleKeys, RibbonZoneKeys } from './ribbon-keys.js';
import type { SpringBalancingKeys } from './spring-balancing-keys.js';

/** What is set for all services, or for one. Nothing has a default here: who calls knows them. */
export interface BalancingKeys {
  readonly spring: SpringBalancingKeys;
  readonly ribbon: RibbonKeys;
  readonly circuit: RibbonCircuitKeys;
  readonly rules: RibbonRuleKeys;
  readonly zones: RibbonZoneKeys;
}

/** How services are called by name, as files, environment and command line say it. */
export interface LoadBalancerConfiguration {
  /** `spring.cloud.loadbalancer.zone`; wins over everything else (client.md 5.5). */
  readonly zone: string | undefined;
  /** Else what follows the first dot of the own host name. */
  readonly approximateZoneFromHostname: boolean;
  /** For all services. */
  readonly all: BalancingKeys;
  /** By name in lower case, those that `hint.<service>` names among them; a name that only variables tell has no signs. */
  readonly services: ReadonlyMap<string, BalancingKeys>;
  /** `<service>.ribbon.listOfServers`, of the services that have it in place of the registry. */
  readonly servers: ReadonlyMap<string, readonly SimpleInstance[]>;
}
