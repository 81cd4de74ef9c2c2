import type { BalancingKeys } from '@nest-eureka/config';
import { definedOf } from '../../../balancing/options/defined-of.js';
import type { BalancerOptions } from '../../../balancing/options/balancer-options.js';
import type { RetryOptions } from '../../../balancing/retry/retry-options.js';
import type { ServiceSettings } from '../../../http/service-settings.js';

type SpringKeys = BalancingKeys['spring'];

/** Spring's own least wait before a retry, ms (client.md 6.7). */
const MIN_BACKOFF_MS = 5;
const EVERY_FAULT = ['connect', 'reset', 'timeout', 'other'] as const;

const PROBE_KEYS = [
  'configurations',
  'probe.enabled',
  'probe.type',
  'probe.timeout',
  'healthCheck.initialDelay',
  'healthCheck.interval',
  'healthCheck.path',
  'healthCheck.port',
  'healthCheck.repeatHealthCheck',
] as const;
const BACKOFF_KEYS = [
  'retry.backoff.enabled',
  'retry.backoff.minBackoff',
  'retry.backoff.maxBackoff',
  'retry.backoff.jitter',
] as const;

/**
 * What `spring.cloud.loadbalancer.*` says, as settings: what `own` sets, seen together with `merged`, where a switch may be set
 * that belongs to it. For all services both are the same, and `service` is undefined.
 */
export function springSettings(own: SpringKeys, merged: SpringKeys, service: string | undefined): ServiceSettings {
  return definedOf<ServiceSettings>({
    loadBalancer: balancerOf(own, merged, service),
    retry: retryOf(own, merged),
    wishes: wishesOf(own),
    timeoutMs: own.timeout,
    tryTimeoutMs: own.tryTimeout,
    xForwarded: own['xForwarded.enabled'],
  });
}

function balancerOf(own: SpringKeys, merged: SpringKeys, service: string | undefined): BalancerOptions {
  return definedOf<BalancerOptions>({
    configurations: own.configurations,
    rule: own.rule,
    // that for all services is told among other sources of the own zone
    zone: service === undefined ? undefined : own.zone,
    approximateZone: own['eureka.approximateZoneFromHostname'],
    hint: entryOf(own.hint, service),
    subsetSize: own['subset.size'],
    subsetInstanceId: own['subset.instanceId'],
    avoidPrevious: own['retry.avoidPreviousInstance'],
    apiVersion: unlessEmpty({
      required: own['apiVersion.required'],
      defaultVersion: own['apiVersion.defaultVersion'],
      fallbackToAvailableInstances: own['apiVersion.fallbackToAvailableInstances'],
    }),
    probe: probeOf(own, merged, service),
  });
}

/** On by `probe.enabled`, else by the configuration; switched off where nothing is to be asked. */
function probeOf(own: SpringKeys, merged: SpringKeys, service: string | undefined): BalancerOptions['probe'] {
  if (!PROBE_KEYS.some((key) => isSet(own[key]))) return undefined;
  const isOn = merged['probe.enabled'] ?? merged.configurations === 'health-check';
  const path = entryOf(merged['healthCheck.path'], service);
  if (!isOn) return own['probe.enabled'] === false ? false : undefined;
  if (path === 'none') return false;
  return definedOf({
    type: merged['probe.type'],
    path,
    port: merged['healthCheck.port'],
    intervalMs: merged['healthCheck.interval'],
    initialDelayMs: merged['healthCheck.initialDelay'],
    timeoutMs: merged['probe.timeout'],
    repeat: merged['healthCheck.repeatHealthCheck'],
  });
}

function retryOf(own: SpringKeys, merged: SpringKeys): RetryOptions | undefined {
  const statusCodes = own['retry.retryableStatusCodes'];
  return unlessEmpty<RetryOptions>({
    enabled: own['retry.enabled'],
    maxSame: own['retry.maxRetriesOnSameServiceInstance'],
    maxNext: own['retry.maxRetriesOnNextServiceInstance'],
    allOperations: own['retry.retryOnAllOperations'],
    faults: own['retry.retryOnAllExceptions'] === true ? EVERY_FAULT : undefined,
    statusCodes: statusCodes.length > 0 ? statusCodes : undefined,
    backoff: backoffOf(own, merged),
  });
}

function backoffOf(own: SpringKeys, merged: SpringKeys): RetryOptions['backoff'] {
  if (!BACKOFF_KEYS.some((key) => isSet(own[key]))) return undefined;
  if (merged['retry.backoff.enabled'] !== true)
    return own['retry.backoff.enabled'] === false ? { minMs: 0 } : undefined;
  return definedOf({
    minMs: merged['retry.backoff.minBackoff'] ?? MIN_BACKOFF_MS,
    maxMs: merged['retry.backoff.maxBackoff'],
    jitter: merged['retry.backoff.jitter'],
  });
}

function wishesOf(own: SpringKeys): ServiceSettings['wishes'] {
  const parameters = own['apiVersion.mediaTypeParameters'];
  return unlessEmpty({
    hintHeader: own.hintHeaderName,
    stickyCookie: own['stickySession.instanceIdCookieName'],
    addInstanceCookie: own['stickySession.addServiceInstanceCookie'],
    apiVersionHeader: own['apiVersion.header'],
    apiVersionParameter: own['apiVersion.queryParameter'],
    apiVersionSegment: own['apiVersion.pathSegment'],
    apiVersionMediaTypes: parameters.size > 0 ? parameters : undefined,
  });
}

/** The entry of a service, else that for all; names in any case of letters. */
function entryOf(entries: ReadonlyMap<string, string>, service = 'default'): string | undefined {
  const find = (name: string): string | undefined =>
    [...entries].find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
  return find(service) ?? find('default');
}

export function isSet(value: unknown): boolean {
  if (value instanceof Map) return value.size > 0;
  return Array.isArray(value) ? value.length > 0 : value !== undefined;
}

export function unlessEmpty<T extends object>(options: T): Partial<T> | undefined {
  const defined = definedOf(options);
  return Object.keys(defined).length > 0 ? defined : undefined;
}
