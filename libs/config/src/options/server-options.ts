import type { RegistryFillOptions } from '../registry-fill-options.js';
import type { RegistryOperationsOptions } from '../registry-operations-options.js';
import type { RegistryRegionOptions } from '../registry-region-options.js';
import type { RegistryReplicationOptions } from '../registry-replication-options.js';
import type { RegistrySecurityOptions } from '../registry-security-options.js';
import type { RegistryServerOptions } from '../registry-server-options.js';
import { ByMode, list, optional, single } from './option.js';
import type { Option } from './option.js';
import {
  booleanType,
  cronType,
  enumType,
  integerType,
  MOST_INT,
  mountType,
  numberType,
  textType,
} from './value-type.js';

const duration = integerType(1, MOST_INT);
const count = integerType(0, MOST_INT);
const share = numberType(0, 1);

type OwnOptions = Omit<
  RegistryServerOptions,
  | keyof RegistryReplicationOptions
  | keyof RegistryFillOptions
  | keyof RegistryRegionOptions
  | keyof RegistryOperationsOptions
  | keyof RegistrySecurityOptions
>;

/** The used keys of `eureka.server.*` but those about peers and regions (server.md 7); their types are held equal to RegistryServerOptions. */
export const serverOptions: { readonly [K in keyof OwnOptions]: Option<OwnOptions[K]> } = {
  defaults: single(
    enumType('modern', 'netflix'),
    'modern',
    'Which defaults and rules hold where a key is not set: ours, or those of Spring Cloud Netflix 5.0.',
  ),
  enableSelfPreservation: single(booleanType, true, 'Stops eviction when many instances go missing at once.', {
    netflix: 'enableSelfPreservation',
  }),
  renewalPercentThreshold: single(
    share,
    0.85,
    'Share of the registry that must stay renewed; the rest may go missing before self-preservation holds it.',
    { netflix: 'renewalPercentThreshold' },
  ),
  renewalThresholdUpdateIntervalMs: single(
    duration,
    900_000,
    'How often the expected number of renewals is taken anew (netflix self-preservation).',
    { unit: 'ms', netflix: 'renewalThresholdUpdateIntervalMs' },
  ),
  expectedClientRenewalIntervalSeconds: single(
    duration,
    30,
    'Renewal interval that clients are expected to have (netflix self-preservation).',
    { unit: 's', netflix: 'expectedClientRenewalIntervalSeconds' },
  ),
  evictionIntervalTimerInMs: single(duration, new ByMode(1_000, 60_000), 'Pause between two eviction runs.', {
    unit: 'ms',
    netflix: 'evictionIntervalTimerInMs',
  }),
  evictionCron: optional(cronType, 'A cron expression that takes the place of the eviction interval.'),
  waitTimeInMsWhenSyncEmpty: single(
    count,
    300_000,
    'How long a node that found nothing to fill itself from holds back its warnings and its reads; in modern mode at most start-deadline-ms counts.',
    { unit: 'ms', netflix: 'waitTimeInMsWhenSyncEmpty' },
  ),
  syncWhenTimestampDiffers: single(
    booleanType,
    true,
    'Compares lastDirtyTimestamp of a renewal with the one stored, and asks for a registration when it is newer.',
    { netflix: 'syncWhenTimestampDiffers' },
  ),
  myUrl: optional(textType, 'The URL under which the other nodes know this one.', { netflix: 'myUrl' }),
  minAvailableInstancesForPeerReplication: single(
    integerType(-1, MOST_INT),
    -1,
    'Replicas that must be up for this node to call itself healthy; -1 leaves the statement out.',
    { netflix: 'minAvailableInstancesForPeerReplication' },
  ),
  retentionTimeInMSInDeltaQueue: single(duration, 180_000, 'How long a change stays in the delta.', {
    unit: 'ms',
    netflix: 'retentionTimeInMSInDeltaQueue',
  }),
  deltaRetentionTimerIntervalInMs: single(duration, 30_000, 'How often old changes are removed from the delta.', {
    unit: 'ms',
    netflix: 'deltaRetentionTimerIntervalInMs',
  }),
  disableDelta: single(booleanType, false, 'Answers 403 to requests for the delta.', { netflix: 'disableDelta' }),
  responseCacheAutoExpirationInSeconds: single(duration, 180, 'How long a cached answer lives.', {
    unit: 's',
    netflix: 'responseCacheAutoExpirationInSeconds',
  }),
  responseCacheUpdateIntervalMs: single(duration, 30_000, 'How often the read-only response cache is refreshed.', {
    unit: 'ms',
    netflix: 'responseCacheUpdateIntervalMs',
  }),
  useReadOnlyResponseCache: single(
    booleanType,
    new ByMode(false, true),
    'Answers from a copy that is refreshed only now and then.',
    { netflix: 'shouldUseReadOnlyResponseCache' },
  ),
  leaseExpiry: single(
    enumType('exact', 'twice'),
    new ByMode<'exact' | 'twice'>('exact', 'twice'),
    'When a lease without renewals ends: after its duration, or after twice its duration.',
  ),
  selfPreservationMode: single(
    enumType('modern', 'netflix'),
    new ByMode<'modern' | 'netflix'>('modern', 'netflix'),
    'What self-preservation counts: missing instances, or renewals of the last minute.',
  ),
  selfPreservationLateFactor: single(
    numberType(1, 1_000),
    1.5,
    'An instance is late after this many of its own renewal intervals without a renewal (modern self-preservation).',
  ),
  selfPreservationMinMissing: single(
    count,
    5,
    'More instances than this must be missing before the whole registry is held (modern self-preservation).',
  ),
  selfPreservationMinMissingPerApplication: single(
    count,
    3,
    'More instances than this must be missing before one application is held (modern self-preservation).',
  ),
  selfPreservationReleasePercent: single(
    share,
    0.1,
    'A hold ends when at most this share is missing (modern self-preservation).',
  ),
  selfPreservationMaxHoldMs: single(
    duration,
    900_000,
    'A hold ends at the latest after this time (modern self-preservation).',
    { unit: 'ms' },
  ),
  apiPath: single(mountType, '/eureka', 'Where the API is mounted, below the context path.'),
  maxBodyBytes: single(duration, 8_388_608, 'Largest request body.', { unit: 'bytes' }),
  maxMetadataEntries: single(count, 1_000, 'Most metadata entries of one instance.'),
  maxMetadataBytes: single(count, 1_048_576, 'Largest metadata of one instance.', { unit: 'bytes' }),
  maxBodyDepth: single(duration, 32, 'Deepest nesting of a request body.'),
  insecure: single(booleanType, false, 'Allows addresses other than loopback although no user is configured.'),
  allowedHosts: list(textType, 'Host names the dashboard answers to, beside its own.'),
  shutdownTimeoutMs: single(count, 2_000, 'How long running requests may take to end at shutdown.', { unit: 'ms' }),
  keepAliveTimeoutMs: single(count, 75_000, 'How long an idle connection is kept.', { unit: 'ms' }),
};
