import type { RegistryFillOptions } from './registry-fill-options.js';
import type { RegistryOperationsOptions } from './registry-operations-options.js';
import type { RegistryRegionOptions } from './registry-region-options.js';
import type { RegistryReplicationOptions } from './registry-replication-options.js';
import type { RegistrySecurityOptions } from './registry-security-options.js';

/** Which set of defaults and rules holds: ours, or those of Spring Cloud Netflix 5.0. */
export type DefaultsMode = 'modern' | 'netflix';

/** When a lease ends: after its duration, or after twice its duration as in Netflix's server (server.md 2.4). */
export type LeaseExpiry = 'exact' | 'twice';

/** What self-preservation counts: missing instances, or renewals per minute as in Netflix's server (server.md 2.10). */
export type SelfPreservationMode = 'modern' | 'netflix';

/** Every used key of `eureka.server.*`, named as Spring's bean properties are (server.md 7). */
export interface RegistryServerOptions
  extends
    RegistryReplicationOptions,
    RegistryFillOptions,
    RegistryRegionOptions,
    RegistryOperationsOptions,
    RegistrySecurityOptions {
  /**
   * Which defaults hold where a key is not set.
   * @default 'modern'
   */
  readonly defaults: DefaultsMode;
  /**
   * Stops eviction when many instances go missing at once.
   * @default true
   */
  readonly enableSelfPreservation: boolean;
  /**
   * Share of the registry that must stay renewed; 1 - this share may be missing or be evicted at once. 0 to 1.
   * @default 0.85
   */
  readonly renewalPercentThreshold: number;
  /**
   * How often the expected number of renewals is taken anew, in ms (server.md 2.11).
   * @default 900000
   */
  readonly renewalThresholdUpdateIntervalMs: number;
  /**
   * The renewal interval clients are expected to have, in seconds.
   * @default 30
   */
  readonly expectedClientRenewalIntervalSeconds: number;
  /**
   * Pause between two eviction runs, in ms.
   * @default modern 1000, netflix 60000
   */
  readonly evictionIntervalTimerInMs: number;
  /**
   * A cron expression (five or six fields) that takes the place of the eviction interval.
   * @default undefined
   */
  readonly evictionCron: string | undefined;
  /**
   * How long a node that found nothing to fill itself from holds back reads (netflix; modern at most so long) and the banner, in ms.
   * @default 300000
   */
  readonly waitTimeInMsWhenSyncEmpty: number;
  /**
   * Compares lastDirtyTimestamp of a renewal with the stored one (server.md 1.5).
   * @default true
   */
  readonly syncWhenTimestampDiffers: boolean;
  /**
   * The URL under which the peers know this node.
   * @default undefined
   */
  readonly myUrl: string | undefined;
  /**
   * Replicas that must be up for this node to call itself healthy in `/status`; -1 leaves it out.
   * @default -1
   */
  readonly minAvailableInstancesForPeerReplication: number;
  /**
   * How long a change stays in the delta, in ms.
   * @default 180000
   */
  readonly retentionTimeInMSInDeltaQueue: number;
  /**
   * How often old changes are removed from the delta, in ms.
   * @default 30000
   */
  readonly deltaRetentionTimerIntervalInMs: number;
  /**
   * Answers 403 to `/apps/delta`.
   * @default false
   */
  readonly disableDelta: boolean;
  /**
   * How long a cached answer lives, in seconds.
   * @default 180
   */
  readonly responseCacheAutoExpirationInSeconds: number;
  /**
   * How often the read-only cache is refreshed, in ms.
   * @default 30000
   */
  readonly responseCacheUpdateIntervalMs: number;
  /**
   * Answers from a copy that is refreshed only now and then, as Netflix's server does.
   * @default modern false, netflix true
   */
  readonly useReadOnlyResponseCache: boolean;
  /**
   * When a lease without renewals ends.
   * @default modern 'exact', netflix 'twice'
   */
  readonly leaseExpiry: LeaseExpiry;
  /**
   * Which rule self-preservation follows.
   * @default modern 'modern', netflix 'netflix'
   */
  readonly selfPreservationMode: SelfPreservationMode;
  /**
   * Late is an instance without a renewal for this many of its own renewal intervals.
   * @default 1.5
   */
  readonly selfPreservationLateFactor: number;
  /**
   * More instances than this must be missing before the whole registry is held.
   * @default 5
   */
  readonly selfPreservationMinMissing: number;
  /**
   * More instances than this must be missing before one application is held.
   * @default 3
   */
  readonly selfPreservationMinMissingPerApplication: number;
  /**
   * A hold ends when at most this share is missing. 0 to 1.
   * @default 0.1
   */
  readonly selfPreservationReleasePercent: number;
  /**
   * A hold ends at the latest after this time, in ms.
   * @default 900000
   */
  readonly selfPreservationMaxHoldMs: number;
  /**
   * Where the API is mounted, below the context path: `''` or `/path`.
   * @default '/eureka'
   */
  readonly apiPath: string;
  /**
   * Largest request body, in bytes.
   * @default 8388608
   */
  readonly maxBodyBytes: number;
  /**
   * Most metadata entries of one instance.
   * @default 1000
   */
  readonly maxMetadataEntries: number;
  /**
   * Largest metadata of one instance, in bytes.
   * @default 1048576
   */
  readonly maxMetadataBytes: number;
  /**
   * Deepest nesting of a request body.
   * @default 32
   */
  readonly maxBodyDepth: number;
  /**
   * Allows addresses other than loopback without any user.
   * @default false
   */
  readonly insecure: boolean;
  /**
   * Host names the dashboard answers to, beside its own.
   * @default []
   */
  readonly allowedHosts: readonly string[];
  /**
   * How long running requests may take to end at shutdown, in ms.
   * @default 2000
   */
  readonly shutdownTimeoutMs: number;
  /**
   * How long an idle connection is kept, in ms.
   * @default 75000
   */
  readonly keepAliveTimeoutMs: number;
}
