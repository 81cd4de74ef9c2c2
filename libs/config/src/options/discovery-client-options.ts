import type {
  DiscoveryCoreSettings,
  DiscoveryDnsSettings,
  DiscoveryProxySettings,
} from '../discovery-client-settings.js';
import type { ClientSettings } from './client-options.js';
import { list, optional, optionsFor, single } from './option.js';
import type { Option } from './option.js';
import { booleanType, enumType, failFastType, integerType, literalType, MOST_INT, textType } from './value-type.js';

const count = integerType(0, MOST_INT);
const time = integerType(0, MOST_INT);
const port = integerType(1, 65_535);

type OwnSettings = Omit<DiscoveryCoreSettings, keyof ClientSettings>;

/** The keys of `eureka.client.*` that a client uses as they are, beside those it shares with a registry (client.md 4.4). */
export const discoveryCoreOptions: { readonly [K in keyof OwnSettings]: Option<OwnSettings[K]> } = optionsFor(
  ['discovery'],
  {
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
    cacheRefreshExecutorExponentialBackOffBound: single(
      count,
      10,
      'Greatest factor of the pause after failed fetches.',
      { netflix: 'client.cacheRefresh.exponentialBackOffBound' },
    ),
    shouldUnregisterOnShutdown: single(booleanType, true, 'Takes the instance out at shutdown.', {
      netflix: 'shouldUnregisterOnShutdown',
    }),
    onDemandUpdateStatusChange: single(booleanType, true, 'Sends a change of status at once.', {
      netflix: 'shouldOnDemandUpdateStatusChange',
    }),
    disableDelta: single(booleanType, false, 'Fetches in full only.', { netflix: 'disableDelta' }),
    filterOnlyUpInstances: single(booleanType, true, 'Looks up instances that are UP only.', {
      netflix: 'shouldFilterOnlyUpInstances',
    }),
    registryRefreshSingleVipAddress: optional(textType, 'Fetches this VIP only, or these, with commas between.', {
      netflix: 'registryRefreshSingleVipAddress',
    }),
    fetchRemoteRegionsRegistry: list(textType, 'Fetches these regions as well.', {
      netflix: 'fetchRemoteRegionsRegistry',
    }),
    preferSameZoneEureka: single(booleanType, true, 'Asks a registry of the own zone first.', {
      netflix: 'preferSameZone',
    }),
    eurekaServiceUrlPollIntervalSeconds: single(time, 300, 'How often the list of registries is read anew.', {
      unit: 's',
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
    gZipContent: single(booleanType, true, 'Asks for compressed answers.', { netflix: 'eurekaServer.gzipContent' }),
    allowRedirects: single(booleanType, false, 'Follows redirects, and tells registries so.', {
      netflix: 'allowRedirects',
    }),
    clientDataAccept: single(enumType('full', 'compact'), 'full', 'Form of the answers.', {
      netflix: 'clientDataAccept',
    }),
    order: single(integerType(-MOST_INT - 1, MOST_INT), 0, 'Order among discovery clients.'),
    cacheDir: single(textType, '', 'Folder of the last good copy of the registry.', {
      defaultText: "the user's cache folder",
    }),
    cacheEnabled: single(booleanType, true, 'Keeps a last good copy of the registry on disk.'),
    cacheMaxAgeSeconds: single(count, 86_400, 'An older copy is not used.', { unit: 's' }),
    disbelieveEmptySeconds: single(
      count,
      60,
      'How long an answer without any instance is not believed after one with instances.',
      { unit: 's' },
    ),
    maxAnswerBytes: single(integerType(1, MOST_INT), 104_857_600, 'Longest answer that is read, once unpacked.', {
      unit: 'bytes',
    }),
  },
);

/** The keys of `eureka.client.*` that lead to something else in the configuration of a client. */
export const discoveryTermOptions = optionsFor(['discovery'], {
  enabled: single(booleanType, true, 'Switches the whole client.'),
  shouldEnforceRegistrationAtInit: single(booleanType, false, 'Stops the start when registering fails.', {
    netflix: 'shouldEnforceRegistrationAtInit',
  }),
  shouldEnforceFetchRegistryAtInit: single(booleanType, false, 'Stops the start when fetching fails.', {
    netflix: 'shouldEnforceFetchRegistryAtInit',
  }),
  failFast: single(
    failFastType,
    'false',
    'Stops the start without a registration and a fetch: true at the first failure, a number after so many ms.',
  ),
  eurekaServerReadTimeoutSeconds: single(time, 8, 'Read timeout.', { unit: 's', netflix: 'eurekaServer.readTimeout' }),
  eurekaServerConnectTimeoutSeconds: single(time, 5, 'Connect timeout.', {
    unit: 's',
    netflix: 'eurekaServer.connectTimeout',
  }),
  bearerToken: optional(literalType, 'Token that every call carries, in place of Basic credentials in the URL.', {
    isSecret: true,
  }),
  'healthcheck.enabled': single(booleanType, false, 'Reports the health of the application as its status.'),
});

/** Registries by DNS. */
export const discoveryDnsOptions: { readonly [K in keyof DiscoveryDnsSettings]: Option<DiscoveryDnsSettings[K]> } =
  optionsFor(['registry', 'discovery'], {
    useDnsForFetchingServiceUrls: single(booleanType, false, 'Finds registries by DNS.', { netflix: 'shouldUseDns' }),
    eurekaServerDNSName: optional(textType, 'DNS name to start from.', { netflix: 'eurekaServer.domainName' }),
    eurekaServerPort: single(port, 8_761, 'Port of registries found by DNS.', { netflix: 'eurekaServer.port' }),
    eurekaServerURLContext: single(textType, 'eureka', 'Path of registries found by DNS.', {
      netflix: 'eurekaServer.context',
    }),
  });

/** The proxy on the way to the registries. */
export const discoveryProxyOptions: {
  readonly [K in keyof DiscoveryProxySettings]: Option<DiscoveryProxySettings[K]>;
} = optionsFor(['discovery'], {
  proxyHost: optional(textType, 'Host of the proxy.', { netflix: 'eurekaServer.proxyHost' }),
  proxyPort: optional(port, 'Port of the proxy.', { defaultText: '80', netflix: 'eurekaServer.proxyPort' }),
  proxyUserName: optional(textType, 'User at the proxy.', { netflix: 'eurekaServer.proxyUserName' }),
  proxyPassword: optional(literalType, 'Password at the proxy.', {
    netflix: 'eurekaServer.proxyPassword',
    isSecret: true,
  }),
});
