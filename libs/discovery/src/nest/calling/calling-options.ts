import type { MetricsOptions } from '../../http/watching/metrics-options.js';
import type { LoadBalancerLifecycle } from '../../http/watching/load-balancer-lifecycle.js';
import type { ServiceSettings } from '../../http/service-settings.js';

/** What calls take over from the request within which they are made. */
export interface ContextOptions {
  /** Headers that are passed on as they came, beside trace context and baggage; `['X-SC-LB-Hint']` for instance. @default none */
  readonly passOn?: readonly string[];
}

/** How services are called by name, for all of them; `DiscoveryModule.forFeature()` says it for one. */
export interface CallingOptions extends ServiceSettings {
  /**
   * Every `HttpService` of @nestjs/axios in the application calls services by name, those of other modules' `HttpModule`
   * included. @default true
   */
  readonly httpServices?: boolean;
  /**
   * Calls take over the trace context of the request within which they are made, and pick by its hint and its session's cookie.
   * false = no request is noted. @default on
   */
  readonly context?: ContextOptions | false;
  /** OpenTelemetry spans, once the application has set that up; false = its package is not even loaded. @default true */
  readonly tracing?: boolean;
  /** Metrics by prom-client. @default false */
  readonly metrics?: boolean | MetricsOptions;
  /** Who is told of calls; a provider whose class has `@LoadBalancerLifecycle()` is told as well. @default none */
  readonly lifecycle?: readonly LoadBalancerLifecycle[];
}

/** One service and how it is called; what is left out is as for all services. */
export interface ServiceOptions extends ServiceSettings {
  readonly name: string;
}

/** What is said of each service, without what is said once for all of them. */
export function serviceSettingsOf(calling: CallingOptions): ServiceSettings {
  const settings: { -readonly [K in keyof CallingOptions]: CallingOptions[K] } = { ...calling };
  delete settings.httpServices;
  delete settings.context;
  delete settings.tracing;
  delete settings.metrics;
  delete settings.lifecycle;
  return settings;
}
