import type { DiscoveryConfiguration } from '@nest-eureka/config';
import type { FetcherSettings } from '../core/registry-fetcher-settings.js';
import { vipAddressesIn } from '../core/vip-addresses.js';

/** A failed fetch is tried again after this, while no registry has ever answered. */
const FIRST_RETRY_MS = 1000;

/** One attempt at one registry, and another at the next. */
const ATTEMPTS = 2;

/** How the registry is read, from the configuration. */
export function fetcherSettings({ client }: DiscoveryConfiguration): FetcherSettings {
  const attemptMs = client.connectTimeoutMs + client.readTimeoutMs;
  const intervalMs = client.registryFetchIntervalSeconds * 1000;
  return {
    intervalMs,
    watchedIntervalMs: Math.max(intervalMs, client.watch.fetchIntervalSeconds * 1000),
    backOffBound: client.cacheRefreshExecutorExponentialBackOffBound,
    fetchTimeoutMs: Math.max(intervalMs, ATTEMPTS * attemptMs),
    firstFetchTimeoutMs: ATTEMPTS * attemptMs,
    firstRetryMs: Math.min(FIRST_RETRY_MS, intervalMs),
    disableDelta: client.disableDelta,
    remoteRegions: client.fetchRemoteRegionsRegistry,
    vipAddresses: vipAddressesIn(client.registryRefreshSingleVipAddress),
    disbelieveEmptyMs: client.disbelieveEmptySeconds * 1000,
  };
}
