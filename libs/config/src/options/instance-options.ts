import type { RegistryInstanceConfiguration } from '../registry-configuration.js';
import { list, map, optional, single, unused, unusedBy } from './option.js';
import type { Audience, Option } from './option.js';
import { booleanType, integerType, literalType, MOST_INT, textType } from './value-type.js';

/** `eureka.instance.*` with some of what is derived from elsewhere still to be derived. */
export type UnderivedInstance<K extends string> = {
  readonly [P in Exclude<keyof RegistryInstanceConfiguration, 'registry'>]: P extends K
    ? RegistryInstanceConfiguration[P] | undefined
    : RegistryInstanceConfiguration[P];
};

/** `eureka.instance.*` as it is configured, before anything is derived. */
export type InstanceSettings = UnderivedInstance<
  | 'hostname'
  | 'ipAddress'
  | 'appname'
  | 'instanceId'
  | 'nonSecurePort'
  | 'securePort'
  | 'virtualHostName'
  | 'secureVirtualHostName'
>;

const both: { readonly for: readonly Audience[] } = { for: ['registry', 'discovery'] };
const port = integerType(0, 65_535);
const seconds = integerType(1, MOST_INT);

/** The used keys of `eureka.instance.*` (client.md 4.1). */
export const instanceOptions: { readonly [K in keyof InstanceSettings]: Option<InstanceSettings[K]> } = {
  hostname: optional(textType, 'Host name of this instance.', { ...both, defaultText: 'host name of the machine' }),
  ipAddress: optional(textType, 'Address of this instance.', {
    ...both,
    defaultText: 'first address that is not loopback',
  }),
  preferIpAddress: single(booleanType, false, 'Shows the address in place of the host name.', both),
  appname: optional(textType, 'Name of the application this instance belongs to.', {
    ...both,
    defaultText: 'spring.application.name, else unknown',
    netflix: 'name',
  }),
  appGroupName: optional(textType, 'Name of the group of applications.', { ...both, netflix: 'appGroup' }),
  instanceId: optional(textType, 'Id of this instance within its application.', {
    ...both,
    defaultText: 'host name:application:port',
    netflix: 'instanceId',
  }),
  nonSecurePort: optional(port, 'Plain port.', { ...both, defaultText: 'server.port', netflix: 'port' }),
  nonSecurePortEnabled: single(booleanType, true, 'Offers the plain port.', { ...both, netflix: 'port.enabled' }),
  securePort: optional(port, 'TLS port.', {
    ...both,
    defaultText: '443; server.port when it is offered',
    netflix: 'securePort',
  }),
  securePortEnabled: single(booleanType, false, 'Offers the TLS port.', { ...both, netflix: 'securePort.enabled' }),
  virtualHostName: optional(textType, 'VIP address.', {
    ...both,
    defaultText: 'spring.application.name, else unknown',
    netflix: 'vipAddress',
  }),
  secureVirtualHostName: optional(textType, 'VIP address of the TLS port.', {
    ...both,
    defaultText: 'spring.application.name, else unknown',
    netflix: 'secureVipAddress',
  }),
  statusPageUrl: optional(textType, 'Absolute URL of the status page; wins over the path.', {
    ...both,
    netflix: 'statusPageUrl',
  }),
  statusPageUrlPath: single(textType, '/actuator/info', 'Path of the status page.', {
    ...both,
    netflix: 'statusPageUrlPath',
  }),
  homePageUrl: optional(textType, 'Absolute URL of the home page; wins over the path.', {
    ...both,
    netflix: 'homePageUrl',
  }),
  homePageUrlPath: single(textType, '/', 'Path of the home page.', { ...both, netflix: 'homePageUrlPath' }),
  healthCheckUrl: optional(textType, 'Absolute URL of the health check; wins over the path.', {
    ...both,
    netflix: 'healthCheckUrl',
  }),
  healthCheckUrlPath: single(textType, '/actuator/health', 'Path of the health check.', {
    ...both,
    netflix: 'healthCheckUrlPath',
  }),
  secureHealthCheckUrl: optional(textType, 'Absolute URL of the health check over TLS.', {
    ...both,
    netflix: 'secureHealthCheckUrl',
  }),
  leaseRenewalIntervalInSeconds: single(seconds, 30, 'How often this instance renews its lease.', {
    ...both,
    unit: 's',
    netflix: 'lease.renewalInterval',
  }),
  leaseExpirationDurationInSeconds: single(seconds, 90, 'How long its lease lasts without a renewal.', {
    ...both,
    unit: 's',
    netflix: 'lease.duration',
  }),
  metadataMap: map(literalType, 'Metadata of this instance; keys keep their spelling.', {
    ...both,
    netflix: 'metadata',
  }),
};

/** `eureka.instance.registry.*`: Spring's additions for the server (server.md 7). */
export const instanceRegistryOptions: {
  readonly [K in keyof RegistryInstanceConfiguration['registry']]: Option<RegistryInstanceConfiguration['registry'][K]>;
} = {
  expectedNumberOfClientsSendingRenews: single(
    integerType(0, MOST_INT),
    1,
    'Clients that are expected before the registry opens (netflix self-preservation).',
    { legacy: ['eureka.server.expected-number-of-renews-per-min'] },
  ),
  defaultOpenForTrafficCount: single(
    integerType(0, MOST_INT),
    1,
    'Clients that are expected when the registry opens empty (netflix self-preservation).',
    { legacy: ['eureka.server.default-open-for-traffic-count'] },
  ),
};

const count = integerType(0, MOST_INT);

/** The keys of `eureka.instance.*` without effect in a registry, each with its reason. */
export const knownInstanceOptions = {
  ...unused('it is about Amazon, which is not asked', {
    defaultAddressResolutionOrder: list(textType, 'Order of Amazon metadata keys for the address.', {
      netflix: 'defaultAddressResolutionOrder',
    }),
    broadcastPublicIpv4: single(booleanType, false, 'Shows the public address.', { netflix: 'broadcastPublicIpv4' }),
    logAmazonMetadataErrors: single(booleanType, false, 'Logs faults of reading metadata.', {
      netflix: 'logAmazonMetadataErrors',
    }),
    'mt.readTimeout': single(count, 5_000, 'Read timeout of metadata.', { unit: 'ms', netflix: 'mt.read_timeout' }),
    'mt.connectTimeout': single(count, 2_000, 'Connect timeout of metadata.', {
      unit: 'ms',
      netflix: 'mt.connect_timeout',
    }),
    'mt.numRetries': single(count, 3, 'Attempts at reading metadata.', { netflix: 'mt.num_retries' }),
    'mt.failFastOnFirstLoad': single(booleanType, true, 'Stops reading after the first fault.', {
      netflix: 'mt.fail_fast_on_first_load',
    }),
    validateInstanceId: single(booleanType, true, 'Stops the start without an Amazon instance id.', {
      netflix: 'validateInstanceId',
    }),
  }),
  ...unusedBy(
    'registry',
    'a registry shows itself as its own start demands',
    unusedBy('discovery', 'the start waits for a registry only with eureka.client.fail-fast', {
      asyncClientInitialization: single(booleanType, false, 'Builds the client beside the start.'),
    }),
  ),
  ...unused('placeholders name eureka.instance.hostname directly', {
    namespace: single(textType, 'eureka', 'Prefix of the hostname placeholder in URLs.'),
  }),
  ...unused('the data centre is always MyOwn', {
    dataCenterInfo: map(textType, 'Data centre of this instance.'),
  }),
};
