import { verbatim } from '../options/option.js';
import type { Option } from '../options/option.js';
import { ribbonCircuitOptions, ribbonOptions, ribbonRuleOptions, ribbonZoneOptions } from './ribbon-options.js';
import { clientsOption, springBalancingOptions } from './spring-balancing-options.js';
import { unusedNiwsOptions, unusedRibbonOptions, unusedSpringBalancingOptions } from './unused-balancing-options.js';

/** Options below one prefix. */
export interface BalancingGroup {
  readonly title: string;
  readonly prefix: string;
  readonly options: Readonly<Record<string, Option>>;
}

/** Every key that says how services are called by name, in the order of the documents. */
export const BALANCING_GROUPS: readonly BalancingGroup[] = [
  {
    title: 'Calling by name',
    prefix: 'spring.cloud.loadbalancer',
    options: {
      ...springBalancingOptions,
      ...clientsOption,
      ...unusedSpringBalancingOptions,
    },
  },
  {
    title: "Calling by name, Ribbon's keys: ribbon.<key> for all services, <service>.ribbon.<key> for one",
    prefix: 'ribbon',
    options: { ...ribbonOptions, ...verbatim(unusedRibbonOptions) },
  },
  {
    title:
      "Ribbon's circuits: niws.loadbalancer.default.<key> for all services, niws.loadbalancer.<service>.<key> for one",
    prefix: 'niws.loadbalancer.default',
    options: ribbonCircuitOptions,
  },
  {
    title: "Ribbon's rules",
    prefix: 'niws.loadbalancer',
    options: { ...ribbonRuleOptions, ...verbatim(unusedNiwsOptions) },
  },
  {
    title: "Ribbon's zones: default.<key> for all services, <service>.<key> for one",
    prefix: 'ZoneAwareNIWSDiscoveryLoadBalancer',
    options: ribbonZoneOptions,
  },
];
