/** Numbers of Ribbon's rules, by the keys of client.md 6.2-6.5. */
export interface RibbonOptions {
  /** `<client>.ribbon.ActiveConnectionsLimit`; -1 = unlimited. @default -1 */
  readonly activeConnectionsLimit?: number;
  /** `niws.loadbalancer.availabilityFilteringRule.filterCircuitTripped`. @default true */
  readonly filterCircuitTripped?: boolean;
  /** `niws.loadbalancer.zoneAvoidanceRule.enabled`. @default true */
  readonly zoneAvoidance?: boolean;
  /** `ZoneAwareNIWSDiscoveryLoadBalancer.enabled`. @default true */
  readonly zoneAware?: boolean;
  /** `….triggeringLoadPerServerThreshold`. @default 0.2 */
  readonly triggeringLoadPerServer?: number;
  /** `….avoidZoneWithBlackoutPercetage` (sic), 0…1. @default 0.99999 */
  readonly blackoutShare?: number;
  /** `ServerWeightTaskTimerInterval`, ms. @default 30000 */
  readonly weightIntervalMs?: number;
  /** `ServerListRefreshInterval`, ms: how often list filters look again. @default 30000 */
  readonly listRefreshMs?: number;
}

export const DEFAULT_RIBBON: Required<RibbonOptions> = {
  activeConnectionsLimit: -1,
  filterCircuitTripped: true,
  zoneAvoidance: true,
  zoneAware: true,
  triggeringLoadPerServer: 0.2,
  blackoutShare: 0.99999,
  weightIntervalMs: 30_000,
  listRefreshMs: 30_000,
};
