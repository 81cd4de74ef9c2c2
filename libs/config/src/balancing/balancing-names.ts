/** Our own rules, for `spring.cloud.loadbalancer.rule`. */
export const RULES = [
  'power-of-two-choices',
  'peak-ewma',
  'round-robin',
  'random',
  'weighted',
  'weighted-response-time',
  'least-requests',
  'best-available',
  'consistent-hash',
  'availability-filtering',
  'zone-avoidance',
] as const;

/** What `spring.cloud.loadbalancer.configurations` may be: Spring's values (client.md 6.7), and `random` and `hint` beside them. */
export const CONFIGURATIONS = [
  'default',
  'random',
  'weighted',
  'zone-preference',
  'health-check',
  'same-instance-preference',
  'request-based-sticky-session',
  'hint',
  'subset',
  'api-version',
] as const;

/** Ribbon's rules (client.md 6.3). */
export const RIBBON_RULES = [
  'RoundRobinRule',
  'ClientConfigEnabledRoundRobinRule',
  'RandomRule',
  'RetryRule',
  'WeightedResponseTimeRule',
  'ResponseTimeWeightedRule',
  'BestAvailableRule',
  'AvailabilityFilteringRule',
  'ZoneAvoidanceRule',
] as const;

/** Ribbon's balancers (client.md 6.1); only the first looks at zones. */
export const RIBBON_BALANCERS = ['ZoneAwareLoadBalancer', 'DynamicServerListLoadBalancer', 'BaseLoadBalancer'] as const;

/** Ribbon's list filters (client.md 6.4). */
export const RIBBON_FILTERS = [
  'ZonePreferenceServerListFilter',
  'ZoneAffinityServerListFilter',
  'ServerListSubsetFilter',
] as const;

/** Ribbon's pings (client.md 6.4); only the last sends anything. */
export const RIBBON_PINGS = ['DummyPing', 'NoOpPing', 'PingConstant', 'NIWSDiscoveryPing', 'PingUrl'] as const;

/** Ribbon's server lists (client.md 6.4); only the first is configured. */
export const RIBBON_SERVER_LISTS = [
  'ConfigurationBasedServerList',
  'DiscoveryEnabledNIWSServerList',
  'DomainExtractingServerList',
] as const;

export type RuleName = (typeof RULES)[number];
export type ConfigurationName = (typeof CONFIGURATIONS)[number];
export type RibbonRuleName = (typeof RIBBON_RULES)[number];
export type RibbonBalancerName = (typeof RIBBON_BALANCERS)[number];
export type RibbonFilterName = (typeof RIBBON_FILTERS)[number];
export type RibbonPingName = (typeof RIBBON_PINGS)[number];
export type RibbonServerListName = (typeof RIBBON_SERVER_LISTS)[number];
