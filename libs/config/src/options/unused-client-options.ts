import { map, optional, optionsFor, single, unused, unusedBy } from './option.js';
import { booleanType, integerType, MOST_INT, textType } from './value-type.js';

const count = integerType(0, MOST_INT);
const time = integerType(0, MOST_INT);

/** The keys that a client would use if it were written in Java; a registry says that they are the client's. */
const javaClientOptions = optionsFor(['discovery'], {
  ...unusedBy('discovery', 'there are no threads: one request of a kind is on its way at a time', {
    heartbeatExecutorThreadPoolSize: single(count, 2, 'Most heartbeats at once.', {
      netflix: 'client.heartbeat.threadPoolSize',
    }),
    cacheRefreshExecutorThreadPoolSize: single(count, 2, 'Most fetches at once.', {
      netflix: 'client.cacheRefresh.threadPoolSize',
    }),
  }),
  ...unusedBy('discovery', 'a heartbeat that failed is repeated sooner, and never later than after its interval', {
    heartbeatExecutorExponentialBackOffBound: single(
      count,
      10,
      'Greatest factor of the pause after failed heartbeats.',
      { netflix: 'client.heartbeat.exponentialBackOffBound' },
    ),
  }),
  ...unusedBy('discovery', 'after a hash that does not agree the whole registry is fetched, and nothing compared', {
    logDeltaDiff: single(booleanType, false, 'Logs what differs between delta and full fetch.', {
      netflix: 'printDeltaFullDiff',
    }),
  }),
  ...unusedBy('discovery', 'requests and answers are JSON', {
    dollarReplacement: single(textType, '_-', 'Stands for a dollar sign in XML names.', {
      netflix: 'dollarReplacement',
    }),
    escapeCharReplacement: single(textType, '__', 'Stands for an underscore in XML names.', {
      netflix: 'escapeCharReplacement',
    }),
  }),
  ...unusedBy('discovery', 'the wait for a connection counts as part of the call, which has its own timeout', {
    'timeout.connectRequestTimeout': single(time, 180_000, 'Wait for a connection.', { unit: 'ms' }),
  }),
});

/** The keys of `eureka.client.*` that make sense in Java only. */
export const unusedClientOptions = {
  ...javaClientOptions,
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
