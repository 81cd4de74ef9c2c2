import type { ConfigurationName, RuleName } from './balancing-names.js';

/**
 * `spring.cloud.loadbalancer.*`, for all services or, below `clients.<service>`, for one (client.md 6.7). What nobody has set is
 * undefined, an empty map or an empty list. Durations in ms.
 */
export interface SpringBalancingKeys {
  readonly enabled: boolean | undefined;
  readonly configurations: ConfigurationName | undefined;
  readonly rule: RuleName | undefined;
  readonly zone: string | undefined;
  readonly 'eureka.approximateZoneFromHostname': boolean | undefined;
  readonly hintHeaderName: string | undefined;
  /** By service; `default` for all others. */
  readonly hint: ReadonlyMap<string, string>;
  readonly timeout: number | undefined;
  readonly tryTimeout: number | undefined;
  readonly 'probe.enabled': boolean | undefined;
  readonly 'probe.type': 'http' | 'tcp' | undefined;
  readonly 'probe.timeout': number | undefined;
  readonly 'healthCheck.initialDelay': number | undefined;
  readonly 'healthCheck.interval': number | undefined;
  /** By service; `default` for all others. `none`: no request. */
  readonly 'healthCheck.path': ReadonlyMap<string, string>;
  readonly 'healthCheck.port': number | undefined;
  readonly 'healthCheck.repeatHealthCheck': boolean | undefined;
  readonly 'stickySession.instanceIdCookieName': string | undefined;
  readonly 'stickySession.addServiceInstanceCookie': boolean | undefined;
  readonly 'subset.size': number | undefined;
  readonly 'subset.instanceId': string | undefined;
  readonly 'xForwarded.enabled': boolean | undefined;
  readonly 'apiVersion.required': boolean | undefined;
  readonly 'apiVersion.defaultVersion': string | undefined;
  readonly 'apiVersion.header': string | undefined;
  readonly 'apiVersion.queryParameter': string | undefined;
  readonly 'apiVersion.pathSegment': number | undefined;
  /** Parameter by media type. */
  readonly 'apiVersion.mediaTypeParameters': ReadonlyMap<string, string>;
  readonly 'apiVersion.fallbackToAvailableInstances': boolean | undefined;
  readonly 'retry.enabled': boolean | undefined;
  readonly 'retry.maxRetriesOnSameServiceInstance': number | undefined;
  readonly 'retry.maxRetriesOnNextServiceInstance': number | undefined;
  readonly 'retry.retryOnAllOperations': boolean | undefined;
  readonly 'retry.retryOnAllExceptions': boolean | undefined;
  readonly 'retry.retryableStatusCodes': readonly number[];
  readonly 'retry.avoidPreviousInstance': boolean | undefined;
  readonly 'retry.backoff.enabled': boolean | undefined;
  readonly 'retry.backoff.minBackoff': number | undefined;
  readonly 'retry.backoff.maxBackoff': number | undefined;
  readonly 'retry.backoff.jitter': number | undefined;
}
