import type { RegistryAuditOptions, RegistrySecurityOptions } from '../registry-security-options.js';
import { list, optional, single } from './option.js';
import type { Option } from './option.js';
import { booleanType, integerType, MOST_INT, textType } from './value-type.js';

const count = integerType(0, MOST_INT);
const some = integerType(1, MOST_INT);

/** The keys of `eureka.server.*` about limits and sessions; their types are held equal to RegistrySecurityOptions. */
export const securityOptions: {
  readonly [K in keyof RegistrySecurityOptions]: Option<RegistrySecurityOptions[K]>;
} = {
  sessionIdleTimeoutMs: single(some, 1_800_000, 'A browser is signed out when nothing was heard of it for so long.', {
    unit: 'ms',
  }),
  sessionMaxAgeMs: single(some, 43_200_000, 'A browser is signed out after this time in any case.', { unit: 'ms' }),
  maxInstances: single(some, 500_000, 'Instances that may be registered at a time; more are answered 503.'),
  maxInstancesPerApplication: single(
    some,
    250_000,
    'Instances that one application may have at a time; more are answered 503.',
  ),
  maxConnections: single(count, 0, 'Connections that may be open at a time; 0 sets no limit.'),
  headerTimeoutMs: single(count, 15_000, 'How long the head of a request may take to arrive; 0 sets no limit.', {
    unit: 'ms',
  }),
  requestTimeoutMs: single(count, 60_000, 'How long a whole request may take to arrive; 0 sets no limit.', {
    unit: 'ms',
  }),
  stalledTimeoutMs: single(
    count,
    120_000,
    'How long nothing may move on a connection whose answer is awaited or taken, longer than the change stream is silent; 0 sets no limit.',
    { unit: 'ms' },
  ),
  callerRequestsPerSecond: optional(
    count,
    'Requests that one user, or one address that is not loopback, may make a second; 0 sets no limit.',
    { defaultText: '100000 with users, none without' },
  ),
  rateLimiterEnabled: single(booleanType, false, 'Answers 503 to reads of the registry above the rates below.', {
    netflix: 'rateLimiter.enabled',
  }),
  rateLimiterThrottleStandardClients: single(
    booleanType,
    false,
    "Counts the reads of Eureka's own clients and servers as well.",
    { netflix: 'rateLimiter.throttleStandardClients' },
  ),
  rateLimiterPrivilegedClients: list(textType, 'Clients, by DiscoveryIdentity-Name, that the rates do not hold for.', {
    netflix: 'rateLimiter.privilegedClients',
  }),
  rateLimiterBurstSize: single(count, 10, 'Reads that may come at once.', { netflix: 'rateLimiter.burstSize' }),
  rateLimiterRegistryFetchAverageRate: single(count, 500, 'Reads a second.', {
    netflix: 'rateLimiter.registryFetchAverageRate',
  }),
  rateLimiterFullFetchAverageRate: single(count, 100, 'Reads of the whole registry a second.', {
    netflix: 'rateLimiter.fullFetchAverageRate',
  }),
};

/** `eureka.server.audit.*`; the types are held equal to RegistryAuditOptions. */
export const auditOptions: { readonly [K in keyof RegistryAuditOptions]: Option<RegistryAuditOptions[K]> } = {
  path: optional(
    textType,
    'A file that every administrative write is recorded in, chained by hashes; each server needs one of its own.',
  ),
};
