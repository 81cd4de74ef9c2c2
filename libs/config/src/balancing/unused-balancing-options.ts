import { optional, optionsFor, unusedBy } from '../options/option.js';
import type { Option } from '../options/option.js';
import { textType } from '../options/value-type.js';

type Unused = Readonly<Record<string, Option>>;

/** Keys that have no effect for one and the same reason; their values are nobody's business, so any text is one. */
function without(reason: string, names: readonly string[], sentence: string): Unused {
  const entries = names.map((name) => [name, optional(textType, sentence)] as const);
  return optionsFor(['discovery'], unusedBy('discovery', reason, Object.fromEntries(entries)));
}

const LOCAL_COPY = 'instances come from the local copy of the registry, which is as new as its last fetch';
const OWN_CLIENT = 'connections are those of the HTTP client that the application calls with';

/** `spring.cloud.loadbalancer.*` without effect (client.md 6.7). */
export const unusedSpringBalancingOptions: Unused = {
  ...without(
    LOCAL_COPY,
    ['cache.enabled', 'cache.ttl', 'cache.capacity', 'cache.caffeine.spec'],
    'Cache of instances.',
  ),
  ...without(LOCAL_COPY, ['serviceDiscovery.timeout'], 'Wait for the list of instances.'),
  ...without(
    'every round of probes asks the instances that the registry has then',
    ['healthCheck.refetchInstances', 'healthCheck.refetchInstancesInterval'],
    'Reads the list of instances again.',
  ),
  ...without(
    'the result of each probe counts as soon as it is there',
    ['healthCheck.updateResultsList'],
    'Uses results one by one.',
  ),
  ...without(
    'there is nothing to load before the first call',
    ['eagerLoad.clients'],
    'Services to prepare at the start.',
  ),
  ...without(
    'whatever chooses is told of the request',
    ['callGetWithRequestOnDelegates'],
    'Passes the request on to the next supplier.',
  ),
  ...without(
    'metrics are switched where they are set up, in code',
    ['stats.micrometer.enabled', 'stats.includePath'],
    'Statistics of calls.',
  ),
  ...without(
    'there are no Java exceptions: connections that failed or broke and timeouts are retried',
    ['retry.retryableExceptions'],
    'Exceptions to retry.',
  ),
  ...without('there is no Ribbon beside it', ['ribbon.enabled'], 'Uses Ribbon.'),
};

/** `ribbon.*` without effect (client.md 6.5). */
export const unusedRibbonOptions: Unused = {
  ...without(
    'a service is called by its VIP address, which is its name in the URL',
    ['AppName', 'Version', 'VipAddress', 'DeploymentContextBasedVipAddresses', 'PrioritizeVipAddressBasedServers'],
    'Whom to call.',
  ),
  ...without('host names have no macros here', ['VipAddressResolverClassName'], 'Fills in macros.'),
  ...without('the instances of the own region are called', ['TargetRegion'], 'Region to call.'),
  ...without(
    'an instance is called at the host and port it registers; eureka.instance.prefer-ip-address on its side makes that the address',
    ['UseIPAddrForServer', 'ForceClientPortConfiguration', 'Port', 'SecurePort'],
    'Where to call.',
  ),
  ...without(LOCAL_COPY, ['ServerListUpdaterClassName'], 'How the list of servers is brought up to date.'),
  ...without('Ribbon does not use it either', ['NFLoadBalancerMaxTotalPingTime'], 'Limit of a round of pings.'),
  ...without(
    'retries wait as spring.cloud.loadbalancer.retry.backoff says',
    ['BackoffTimeout', 'RequestSpecificRetryOn'],
    'Wait before retries.',
  ),
  ...without(
    'ejection and breakers are set in code, as loadBalancer.ejection and breaker',
    ['EnableMarkingServerDownOnReachingFailureLimit', 'ServerDownFailureLimit', 'ServerDownStatWindowInMillis'],
    'Takes servers out.',
  ),
  ...without(
    'it names Java classes',
    ['NFLoadBalancerStatsClassName', 'RulePredicateClasses', 'ClientClassName', 'CustomSSLSocketFactoryClassName'],
    'A Java class.',
  ),
  ...without(
    'there is nothing to load before the first call',
    [
      'InitializeNFLoadBalancer',
      'eager-load.enabled',
      'eager-load.clients',
      'EnablePrimeConnections',
      'MaxRetriesPerServerPrimeConnection',
      'MaxTotalTimeToPrimeConnections',
      'MinPrimeConnectionsRatio',
      'PrimeConnectionsURI',
      'PrimeConnectionsClassName',
    ],
    'Work before the first call.',
  ),
  ...without(
    OWN_CLIENT,
    [
      'ConnectionManagerTimeout',
      'MaxConnectionsPerHost',
      'MaxTotalConnections',
      'MaxHttpConnectionsPerHost',
      'MaxTotalHttpConnections',
      'EnableConnectionPool',
      'PoolMinThreads',
      'PoolMaxThreads',
      'PoolKeepAliveTime',
      'PoolKeepAliveTimeUnits',
      'ConnectionPoolCleanerTaskEnabled',
      'ConnIdleEvictTimeMilliSeconds',
      'ConnectionCleanerRepeatInterval',
      'FollowRedirects',
      'GZipPayload',
      'EnableGZIPContentEncodingFilter',
      'StaleCheckingEnabled',
      'Linger',
      'ReceiveBufferSize',
      'SendBufferSize',
      'ProxyHost',
      'ProxyPort',
      'KeyStore',
      'TrustStore',
      'IsClientAuthRequired',
      'IsHostnameValidationRequired',
      'IgnoreUserTokenInConnectionPoolForSecureClient',
      'RequestIdHeaderName',
      'http.client.enabled',
      'restclient.enabled',
      'okhttp.enabled',
    ],
    'The HTTP client.',
  ),
  ...optionsFor(
    ['discovery'],
    unusedBy('discovery', OWN_CLIENT, {
      KeyStorePassword: optional(textType, 'Password of a store.', { isSecret: true }),
      TrustStorePassword: optional(textType, 'Password of a store.', { isSecret: true }),
    }),
  ),
};

/** `niws.loadbalancer.*` without effect (client.md 6.2). */
export const unusedNiwsOptions: Unused = without(
  'it is 600 s, as in Ribbon',
  ['serverStats.activeRequestsCount.effectiveWindowSeconds'],
  'When unchanged counts of requests are forgotten.',
);
