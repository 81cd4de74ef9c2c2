import type { EjectionOptions } from '../ejection/ejection-options.js';
import type { ApiVersionOptions } from '../narrowing/by-api-version.js';
import type { CanaryOptions } from '../narrowing/canary.js';
import type { RuleWrapper } from '../picker.js';
import type { ProbeOptions } from '../probing/probe-options.js';
import type { RibbonOptions } from '../ribbon/ribbon-options.js';
import type { ServerListSubsetOptions } from '../ribbon/server-list-subset.js';
import type { ZoneAffinityOptions } from '../ribbon/zone-affinity.js';
import type { ConsistentHashOptions } from '../rules/consistent-hash.js';
import type { WeightedResponseTimeOptions } from '../rules/weighted-response-time.js';
import type { CircuitSettings } from '../stats/circuit.js';
import type { NarrowingName, RibbonFilterName, SpringConfiguration } from './rule-names.js';
import type { RuleClass } from './rule-context.js';

/** How the instances of one service are chosen among. */
export interface BalancerOptions {
  /** A name of `RULE_NAMES`, a Ribbon or Spring class name, or a class. @default 'power-of-two-choices' */
  readonly rule?: string | RuleClass;
  /** What narrows the choice before the rule, outermost first: names, or wrappers of the user's own. @default none */
  readonly narrow?: readonly (NarrowingName | RuleWrapper)[];
  /** `spring.cloud.loadbalancer.configurations`: Spring's supplier chain around its round robin, or around `rule`. */
  readonly configurations?: SpringConfiguration;
  /** Retries go to instances not tried yet, while there are any. @default true */
  readonly avoidPrevious?: boolean;
  /** The caller's own zone; undefined = zones are not looked at. */
  readonly zone?: string;
  /** Instances that name no zone are in that of their host name: what follows its first dot. @default false */
  readonly approximateZone?: boolean;
  /** Share of the own zone that must be healthy for it to get all requests, above 0…1. @default 0.7 */
  readonly zoneHealthyShare?: number;
  /** The caller's own region; undefined = regions are not looked at. */
  readonly region?: string;
  readonly regionsByZone?: ReadonlyMap<string, string>;
  /** How long a fresh instance gets fewer requests, ms; 0 = off. @default 10000, 0 with Ribbon's and Spring's rules */
  readonly slowStartMs?: number;
  /** false = off. @default on, off with Ribbon's and Spring's rules, which have their own ways */
  readonly ejection?: EjectionOptions | false;
  /** Asks instances whether they are well and leaves out those that are not; false = never. @default on with 'health-check' */
  readonly probe?: ProbeOptions | false;
  readonly hint?: string;
  readonly apiVersion?: ApiVersionOptions;
  readonly canary?: CanaryOptions;
  /** Size of a client's part of the service. @default 100 */
  readonly subsetSize?: number;
  /** What the subset goes by instead of the client's own instance id. */
  readonly subsetInstanceId?: string;
  readonly consistentHash?: ConsistentHashOptions;
  readonly weightedResponseTime?: WeightedResponseTimeOptions;
  readonly ribbon?: RibbonOptions;
  /** `NIWSServerListFilterClassName`, used with Ribbon's rules. @default 'ZonePreferenceServerListFilter' */
  readonly ribbonFilter?: RibbonFilterName;
  readonly zoneAffinity?: Omit<ZoneAffinityOptions, 'zone'>;
  readonly serverListSubset?: ServerListSubsetOptions;
  readonly circuit?: Partial<CircuitSettings>;
}

/** How a service is probed; undefined where it is not. */
export function probeOf({ probe, configurations }: BalancerOptions): ProbeOptions | undefined {
  if (probe === false) return undefined;
  return probe ?? (configurations === 'health-check' ? {} : undefined);
}
