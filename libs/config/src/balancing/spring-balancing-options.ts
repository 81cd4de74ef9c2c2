import { list, map, optional, optionsFor } from '../options/option.js';
import type { Option } from '../options/option.js';
import { booleanType, durationType, enumType, textType } from '../options/value-type.js';
import { CONFIGURATIONS, RULES } from './balancing-names.js';
import {
  count,
  headerNameType,
  portType,
  positiveCount,
  probePathType,
  shareType,
  statusCodeType,
} from './balancing-types.js';
import type { SpringBalancingKeys } from './spring-balancing-keys.js';

type SpringBalancingOptions = { readonly [K in keyof SpringBalancingKeys]: Option<SpringBalancingKeys[K]> };

const off = { defaultText: 'false' };
const on = { defaultText: 'true' };

/** What `optional` takes beside the unit of a duration. */
const ms = (byDefault: string) => ({ unit: 'ms', defaultText: byDefault }) as const;

/** `spring.cloud.loadbalancer.*` (client.md 6.7). None has a value of its own, so that what is set for all services is told from what is not. */
export const springBalancingOptions: SpringBalancingOptions = optionsFor(['discovery'], {
  enabled: optional(booleanType, 'Lets every HttpService of the application call services by name.', on),
  configurations: optional(
    enumType(...CONFIGURATIONS),
    "Spring's way to choose, around its round robin or around a rule.",
    {
      defaultText: 'none',
    },
  ),
  rule: optional(enumType(...RULES), 'Rule that picks the instance.', { defaultText: 'power-of-two-choices' }),
  zone: optional(textType, 'The zone whose instances are called first.', { defaultText: 'zone of the own instance' }),
  'eureka.approximateZoneFromHostname': optional(booleanType, 'Takes zones from host names.', off),
  hintHeaderName: optional(headerNameType, 'Header that carries a hint.', { defaultText: 'X-SC-LB-Hint' }),
  hint: map(textType, 'Hint of requests without one: hint.<service>, hint.default; for configurations=hint.'),
  timeout: optional(
    durationType(0),
    'The whole call up to the head of the answer, retries included; 0: no limit.',
    ms('60000'),
  ),
  tryTimeout: optional(durationType(0), 'Each attempt; 0: as long as the call.', ms('0')),
  'probe.enabled': optional(
    booleanType,
    'Asks instances whether they are well, and avoids those that are not, whatever picks.',
    {
      defaultText: 'true with configurations=health-check',
    },
  ),
  'probe.type': optional(enumType('http', 'tcp'), 'A request that is answered by 200, or a connection.', {
    defaultText: 'http',
  }),
  'probe.timeout': optional(durationType(1), 'A probe without an answer has failed then.', ms('2000')),
  'healthCheck.initialDelay': optional(durationType(0), 'Before the first probe.', ms('0')),
  'healthCheck.interval': optional(durationType(1), 'Between the rounds of probes.', ms('25000')),
  'healthCheck.path': map(
    probePathType,
    'Path of the probe: path.<service>, path.default; none, or an empty one: the instance counts as well without a request.',
    { defaultText: '/actuator/health' },
  ),
  'healthCheck.port': optional(portType, 'Port of the probe.', { defaultText: 'that of the instance' }),
  'healthCheck.repeatHealthCheck': optional(booleanType, 'Probes again and again, not once.', on),
  'stickySession.instanceIdCookieName': optional(headerNameType, 'Cookie that names the instance of a session.', {
    defaultText: 'sc-lb-instance-id',
  }),
  'stickySession.addServiceInstanceCookie': optional(
    booleanType,
    'Sends that cookie, naming the chosen instance.',
    off,
  ),
  'subset.size': optional(positiveCount, 'Instances that one client uses at most; for configurations=subset.', {
    defaultText: '100',
  }),
  'subset.instanceId': optional(textType, 'What the part of the service is chosen by.', {
    defaultText: 'id of the own instance',
  }),
  'xForwarded.enabled': optional(booleanType, 'Sends X-Forwarded-Host and X-Forwarded-Proto.', off),
  'apiVersion.required': optional(booleanType, 'Refuses calls without a version; for configurations=api-version.', off),
  'apiVersion.defaultVersion': optional(textType, 'Version of calls that name none.', { defaultText: 'none' }),
  'apiVersion.header': optional(headerNameType, 'Header that names the version.', { defaultText: 'none' }),
  'apiVersion.queryParameter': optional(textType, 'Query parameter that names it.', { defaultText: 'none' }),
  'apiVersion.pathSegment': optional(count, 'Segment of the path that names it, from 0.', { defaultText: 'none' }),
  'apiVersion.mediaTypeParameters': map(
    textType,
    'Parameter of a media type in Accept or Content-Type that names it: media-type-parameters[application/json]=v.',
  ),
  'apiVersion.fallbackToAvailableInstances': optional(booleanType, 'Any instance when none has the version.', off),
  'retry.enabled': optional(booleanType, 'Tries again what failed and may be sent again.', on),
  'retry.maxRetriesOnSameServiceInstance': optional(count, 'Further attempts on each instance.', { defaultText: '0' }),
  'retry.maxRetriesOnNextServiceInstance': optional(count, 'Further instances that are tried.', { defaultText: '1' }),
  'retry.retryOnAllOperations': optional(booleanType, 'Every method may be sent twice.', off),
  'retry.retryOnAllExceptions': optional(booleanType, 'Retries failures that say nothing of the network as well.', off),
  'retry.retryableStatusCodes': list(statusCodeType, 'Answers that count as failed.', { defaultText: '502,503,504' }),
  'retry.avoidPreviousInstance': optional(booleanType, 'Retries go to instances not tried yet.', on),
  'retry.backoff.enabled': optional(booleanType, 'Waits before retries.', off),
  'retry.backoff.minBackoff': optional(durationType(0), 'Before the first retry, doubled each time.', ms('5')),
  'retry.backoff.maxBackoff': optional(durationType(0), 'The longest wait.', ms('10000')),
  'retry.backoff.jitter': optional(shareType, 'Share by which a wait may be shorter or longer.', {
    defaultText: '0.5',
  }),
});

/** The same keys for one service. */
export const clientsOption = optionsFor(['discovery'], {
  clients: map(textType, 'Each of these keys for one service alone: clients.<service>.<key>.'),
});
