import type { RegistryConfiguration } from '@nest-eureka/config';
import type { RegistrySettings } from '../core/registry-settings.js';
import type { ResponseCacheSettings } from '../core/response-cache/response-cache-settings.js';
import { mayHavePeers } from './replication/replication-settings.js';
import { DEFAULT_RESPONSE_CACHE_SETTINGS } from '../core/response-cache/response-cache-settings.js';

/** An evicted instance counts as missing for this many of its renewal intervals (architecture section 5). */
const EVICTED_FOR_INTERVALS = 2;

/** What the core is told of the configuration. */
export function registrySettings(configuration: RegistryConfiguration, ownInstanceId: string): RegistrySettings {
  const { server, instance } = configuration;
  return {
    lease: {
      leaseExpiry: server.leaseExpiry,
      syncWhenTimestampDiffers: server.syncWhenTimestampDiffers,
      ownInstanceId,
    },
    selfPreservation:
      server.selfPreservationMode === 'netflix'
        ? { kind: 'netflix', enabled: server.enableSelfPreservation }
        : {
            kind: 'modern',
            enabled: server.enableSelfPreservation,
            startShare: 1 - server.renewalPercentThreshold,
            endShare: server.selfPreservationReleasePercent,
            toleratedInRegistry: server.selfPreservationMinMissing,
            toleratedInApplication: server.selfPreservationMinMissingPerApplication,
            longestHoldMs: server.selfPreservationMaxHoldMs,
            lateAfterIntervals: server.selfPreservationLateFactor,
            evictedForIntervals: EVICTED_FOR_INTERVALS,
          },
    renewalPercentThreshold: server.renewalPercentThreshold,
    remembersPauses: server.defaults === 'modern',
    renewals: {
      expectedClientRenewalIntervalSeconds: server.expectedClientRenewalIntervalSeconds,
      initialExpectedClients: instance.registry.expectedNumberOfClientsSendingRenews,
    },
    defaultOpenForTrafficCount: instance.registry.defaultOpenForTrafficCount,
    access:
      server.defaults === 'netflix'
        ? { mode: 'netflix', waitWhenEmptyMs: server.waitTimeInMsWhenSyncEmpty }
        : { mode: 'modern', waitsForPeers: mayHavePeers(configuration) || configuration.snapshot.path !== undefined },
  };
}

export function responseCacheSettings(configuration: RegistryConfiguration): ResponseCacheSettings {
  const { server } = configuration;
  return {
    ...DEFAULT_RESPONSE_CACHE_SETTINGS,
    maxAgeMs: server.responseCacheAutoExpirationInSeconds * 1000,
    deltaVersions: server.defaults === 'netflix' ? 'generated' : 'revision',
  };
}
