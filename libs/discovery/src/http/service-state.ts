/** How a service that is called stands at a moment. */
export interface ServiceState {
  readonly service: string;
  /** Instances that are taken out. */
  readonly ejected: number;
  /** The service's own circuit breaker; undefined without one. */
  readonly breaker: BreakerState | undefined;
  /** Circuit breakers of instances that are open; undefined when instances have none. */
  readonly openInstanceBreakers: number | undefined;
}

export type BreakerState = 'closed' | 'half-open' | 'open';
