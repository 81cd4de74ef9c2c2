import { systemClock } from '@nest-eureka/time';
import type { TransportDeps, TransportSettings } from '../src/index.js';

/** Settings for registries in one zone. */
export function settingsFor(urls: readonly string[], changes: Partial<TransportSettings> = {}): TransportSettings {
  return {
    serviceUrls: new Map([['defaultZone', urls]]),
    region: 'us-east-1',
    availabilityZones: new Map(),
    preferSameZone: true,
    dns: undefined,
    serviceUrlPollIntervalMs: 300_000,
    connectTimeoutMs: 20_000,
    readTimeoutMs: 20_000,
    maxSocketsPerHost: 50,
    maxSockets: 200,
    idleTimeoutMs: 30_000,
    gzip: true,
    detail: 'full',
    allowRedirects: false,
    sessionMs: 1_200_000,
    quarantineRefreshShare: 0.66,
    maxAnswerBytes: 100_000_000,
    ...changes,
  };
}

/** Real time, and lists that keep their order: a draw just below 1 leaves each item where it is. */
export function depsOf(changes: Partial<TransportDeps> = {}): TransportDeps & { readonly warnings: string[] } {
  const warnings: string[] = [];
  return {
    clock: systemClock,
    random: () => 0.999_999,
    onWarning: (message) => void warnings.push(message),
    warnings,
    ...changes,
  };
}
