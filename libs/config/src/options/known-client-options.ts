import { forDiscovery, list, map, optional, single, unused } from './option.js';
import { booleanType, enumType, integerType, MOST_INT, numberType, literalType, textType } from './value-type.js';

const count = integerType(0, MOST_INT);
const time = integerType(0, MOST_INT);

/** The keys of `eureka.client.*` that only a client uses (client.md 4.4). */
export const knownClientOptions = forDiscovery({
  enabled: single(booleanType, true, 'Switches the whole client.'),
  shouldEnforceRegistrationAtInit: single(booleanType, false, 'Stops the start when registering fails.', {
    netflix: 'shouldEnforceRegistrationAtInit',
  }),
  shouldEnforceFetchRegistryAtInit: single(booleanType, false, 'Stops the start when fetching fails.', {
    netflix: 'shouldEnforceFetchRegistryAtInit',
  }),
  registryFetchIntervalSeconds: single(time, 30, 'How often the registry is fetched.', {
    unit: 's',
    netflix: 'client.refresh.interval',
  }),
  instanceInfoReplicationIntervalSeconds: single(time, 30, 'How often changes of the own instance are sent.', {
    unit: 's',
    netflix: 'appinfo.replicate.interval',
  }),
  initialInstanceInfoReplicationIntervalSeconds: single(time, 40, 'When they are sent for the first time.', {
    unit: 's',
    netflix: 'appinfo.initial.replicate.time',
  }),
  heartbeatExecutorThreadPoolSize: single(count, 2, 'Most heartbeats at once.', {
    netflix: 'client.heartbeat.threadPoolSize',
  }),
  heartbeatExecutorExponentialBackOffBound: single(count, 10, 'Greatest factor of the pause after failures.', {
    netflix: 'client.heartbeat.exponentialBackOffBound',
  }),
  cacheRefreshExecutorThreadPoolSize: single(count, 2, 'Most fetches at once.', {
    netflix: 'client.cacheRefresh.threadPoolSize',
  }),
  cacheRefreshExecutorExponentialBackOffBound: single(count, 10, 'Greatest factor of the pause after failures.', {
    netflix: 'client.cacheRefresh.exponentialBackOffBound',
  }),
  shouldUnregisterOnShutdown: single(booleanType, true, 'Takes the instance out at shutdown.', {
    netflix: 'shouldUnregisterOnShutdown',
  }),
  onDemandUpdateStatusChange: single(booleanType, true, 'Sends a change of status at once.', {
    netflix: 'shouldOnDemandUpdateStatusChange',
  }),
  disableDelta: single(booleanType, false, 'Fetches in full only.', { netflix: 'disableDelta' }),
  logDeltaDiff: single(booleanType, false, 'Logs what differs between delta and full fetch.', {
    netflix: 'printDeltaFullDiff',
  }),
  filterOnlyUpInstances: single(booleanType, true, 'Keeps instances that are UP only.', {
    netflix: 'shouldFilterOnlyUpInstances',
  }),
  registryRefreshSingleVipAddress: optional(textType, 'Fetches this VIP only.', {
    netflix: 'registryRefreshSingleVipAddress',
  }),
  fetchRemoteRegionsRegistry: list(textType, 'Fetches these regions as well.', {
    netflix: 'fetchRemoteRegionsRegistry',
  }),
  preferSameZoneEureka: single(booleanType, true, 'Asks a registry of the own zone first.', {
    netflix: 'preferSameZone',
  }),
  useDnsForFetchingServiceUrls: single(booleanType, false, 'Finds registries by DNS.', { netflix: 'shouldUseDns' }),
  eurekaServerDNSName: optional(textType, 'DNS name to start from.', { netflix: 'eurekaServer.domainName' }),
  eurekaServerPort: optional(textType, 'Port of registries found by DNS.', { netflix: 'eurekaServer.port' }),
  eurekaServerURLContext: optional(textType, 'Path of registries found by DNS.', { netflix: 'eurekaServer.context' }),
  eurekaServiceUrlPollIntervalSeconds: single(time, 300, 'How often the list of registries is read anew.', {
    unit: 's',
  }),
  eurekaServerReadTimeoutSeconds: single(time, 8, 'Read timeout.', { unit: 's', netflix: 'eurekaServer.readTimeout' }),
  eurekaServerConnectTimeoutSeconds: single(time, 5, 'Connect timeout.', {
    unit: 's',
    netflix: 'eurekaServer.connectTimeout',
  }),
  eurekaServerTotalConnections: single(count, 200, 'Most connections.', {
    netflix: 'eurekaServer.maxTotalConnections',
  }),
  eurekaServerTotalConnectionsPerHost: single(count, 50, 'Most connections to one host.', {
    netflix: 'eurekaServer.maxConnectionsPerHost',
  }),
  eurekaConnectionIdleTimeoutSeconds: single(time, 30, 'How long an idle connection is kept.', {
    unit: 's',
    netflix: 'eurekaserver.connectionIdleTimeoutInSeconds',
  }),
  dollarReplacement: single(textType, '_-', 'Stands for a dollar sign in XML names.', { netflix: 'dollarReplacement' }),
  escapeCharReplacement: single(textType, '__', 'Stands for an underscore in XML names.', {
    netflix: 'escapeCharReplacement',
  }),
  gZipContent: single(booleanType, true, 'Asks for compressed answers.', { netflix: 'eurekaServer.gzipContent' }),
  proxyHost: optional(textType, 'Host of the proxy.', { netflix: 'eurekaServer.proxyHost' }),
  proxyPort: optional(textType, 'Port of the proxy.', { netflix: 'eurekaServer.proxyPort' }),
  proxyUserName: optional(textType, 'User at the proxy.', { netflix: 'eurekaServer.proxyUserName' }),
  proxyPassword: optional(literalType, 'Password at the proxy.', {
    netflix: 'eurekaServer.proxyPassword',
    isSecret: true,
  }),
  allowRedirects: single(booleanType, false, 'Tells registries that redirects are followed.', {
    netflix: 'allowRedirects',
  }),
  clientDataAccept: single(enumType('full', 'compact'), 'full', 'Form of the answers.', {
    netflix: 'clientDataAccept',
  }),
  order: single(integerType(-MOST_INT - 1, MOST_INT), 0, 'Order among discovery clients.'),
  'healthcheck.enabled': single(booleanType, false, 'Reports the health of the application as its status.'),
  'timeout.connectTimeout': single(time, 180_000, 'Connect timeout of the transport.', { unit: 'ms' }),
  'timeout.connectRequestTimeout': single(time, 180_000, 'Wait for a connection.', { unit: 'ms' }),
  'timeout.socketTimeout': single(time, 180_000, 'Read timeout of the transport.', { unit: 'ms' }),
  'transport.sessionedClientReconnectIntervalSeconds': single(time, 1_200, 'How long one registry is kept to.', {
    unit: 's',
    netflix: 'transport.sessionedClientReconnectIntervalSeconds',
  }),
  'transport.retryableClientQuarantineRefreshPercentage': single(
    numberType(0, 1),
    0.66,
    'Share of registries in quarantine at which all are tried anew.',
    { netflix: 'transport.retryableClientQuarantineRefreshPercentage' },
  ),
  'tls.enabled': single(booleanType, false, 'Uses the stores named here.'),
  'tls.keyStore': optional(textType, 'Own certificate.'),
  'tls.keyStoreType': optional(textType, 'Format of the own certificate.', { defaultText: 'by the name, else PKCS12' }),
  'tls.keyStorePassword': optional(literalType, 'Password of the own certificate.', { isSecret: true }),
  'tls.keyPassword': optional(literalType, 'Password of the own key.', { isSecret: true }),
  'tls.trustStore': optional(textType, 'Trusted certificates.'),
  'tls.trustStoreType': optional(textType, 'Format of the trusted certificates.', { defaultText: 'PKCS12' }),
  'tls.trustStorePassword': optional(literalType, 'Password of the trusted certificates.', { isSecret: true }),
});

/** The keys of `eureka.client.*` that make sense in Java only. */
export const unusedClientOptions = {
  ...unused('it names Java classes', {
    backupRegistryImpl: optional(textType, 'Class of the backup registry.', { netflix: 'backupregistry' }),
    encoderName: optional(textType, 'Codec for requests.', { netflix: 'encoderName' }),
    decoderName: optional(textType, 'Codec for answers.', { netflix: 'decoderName' }),
    experimental: map(textType, 'Experiments by name.'),
  }),
  ...unused('there is one transport', {
    'jersey.enabled': single(booleanType, true, 'Uses Jersey.'),
    'webclient.enabled': single(booleanType, false, 'Uses WebClient.'),
    'restclient.enabled': single(booleanType, false, 'Uses RestClient.'),
  }),
  ...unused('options are read once', {
    'refresh.enable': single(booleanType, true, 'Rebuilds the client when options change.'),
  }),
  ...unused('registries are read from service-url, not from a registry', {
    'transport.applicationsResolverDataStalenessThresholdSeconds': single(time, 300, 'Greatest age of that list.', {
      unit: 's',
      netflix: 'transport.applicationsResolverDataStalenessThresholdSeconds',
    }),
    'transport.applicationsResolverUseIp': single(booleanType, false, 'Addresses in place of host names.', {
      netflix: 'transport.applicationsResolverUseIp',
    }),
    'transport.asyncResolverRefreshIntervalMs': single(time, 300_000, 'How often the list is read anew.', {
      unit: 'ms',
      netflix: 'transport.asyncResolverRefreshIntervalMs',
    }),
    'transport.asyncResolverWarmUpTimeoutMs': single(time, 5_000, 'How long the first list is waited for.', {
      unit: 'ms',
      netflix: 'transport.asyncResolverWarmupTimeoutMs',
    }),
    'transport.asyncExecutorThreadPoolSize': single(count, 5, 'Threads that read the list.', {
      netflix: 'transport.asyncExecutorThreadPoolSize',
    }),
    'transport.writeClusterVip': optional(textType, 'VIP of registries to write to.', {
      netflix: 'transport.writeClusterVip',
    }),
    'transport.readClusterVip': optional(textType, 'VIP of registries to read from.', {
      netflix: 'transport.readClusterVip',
    }),
    'transport.bootstrapResolverStrategy': optional(textType, 'How the first list is found.', {
      netflix: 'transport.bootstrapResolverStrategy',
    }),
    'transport.bootstrapResolverForQuery': single(booleanType, true, 'Uses that list for reads too.', {
      netflix: 'transport.useBootstrapResolverForQuery',
    }),
    'transport.bootstrapResolverRefreshIntervalSeconds': single(time, 300, 'How often it is found anew.', {
      unit: 's',
    }),
  }),
};
