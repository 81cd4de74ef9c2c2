import type {
  DiscoveryCoreSettings,
  DiscoveryDnsSettings,
  DiscoveryProxySettings,
  DiscoveryTimeoutSettings,
  DiscoveryTransportSettings,
  DiscoveryWatchSettings,
} from '../discovery-client-settings.js';
import type { BearerToken, DiscoveryClientConfiguration, FailFast } from '../discovery-configuration.js';
import { clientOptions } from '../options/client-options.js';
import type { ClientSettings } from '../options/client-options.js';
import {
  discoveryCoreOptions,
  discoveryDnsOptions,
  discoveryProxyOptions,
} from '../options/discovery-client-options.js';
import { timeoutOptions, transportOptions } from '../options/discovery-nested-options.js';
import { clientWatchOptions } from '../options/watch-options.js';
import type { Binder } from './binder.js';
import { bindTls } from './bind-tls.js';

const PREFIX = 'eureka.client';

/** In Java 0 means for ever or as fast as can be; either would hurt the application. */
const NEVER_ZERO = [
  'registry-fetch-interval-seconds',
  'instance-info-replication-interval-seconds',
  'eureka-service-url-poll-interval-seconds',
  'eureka-server-read-timeout-seconds',
  'eureka-server-connect-timeout-seconds',
  'eureka-server-total-connections',
  'eureka-server-total-connections-per-host',
  'timeout.connect-timeout',
  'timeout.socket-timeout',
].map((name) => `${PREFIX}.${name}`);

function bindFailFast(binder: Binder, willRegister: boolean, willFetch: boolean): FailFast {
  const written = binder.bind(`${PREFIX}.fail-fast`) as string;
  const isOn = written !== 'false';
  return {
    registration: willRegister && (isOn || binder.bind(`${PREFIX}.should-enforce-registration-at-init`) === true),
    fetch: willFetch && (isOn || binder.bind(`${PREFIX}.should-enforce-fetch-registry-at-init`) === true),
    withinMs: /^\d+$/.test(written) ? Number(written) : 0,
  };
}

/** Registries by DNS; undefined: by the configured URLs. */
export function bindDns(binder: Binder): DiscoveryClientConfiguration['dns'] {
  const dns = binder.bindGroup<DiscoveryDnsSettings>(PREFIX, discoveryDnsOptions);
  if (!dns.useDnsForFetchingServiceUrls) {
    return undefined;
  }
  if (dns.eurekaServerDNSName === undefined) {
    binder.refuse(
      `${PREFIX}.use-dns-for-fetching-service-urls`,
      'true only with eureka.client.eureka-server-d-n-s-name',
    );
    return undefined;
  }
  const context = dns.eurekaServerURLContext.replace(/^\/+|\/+$/g, '');
  return { domain: dns.eurekaServerDNSName, port: dns.eurekaServerPort, context };
}

function bindProxy(binder: Binder): DiscoveryClientConfiguration['proxy'] {
  const proxy = binder.bindGroup<DiscoveryProxySettings>(PREFIX, discoveryProxyOptions);
  if (proxy.proxyHost === undefined) {
    return undefined;
  }
  const { proxyHost: host, proxyPort: port = 80, proxyUserName: user, proxyPassword: password } = proxy;
  return { host, port, user, password };
}

/** The link to the registries, from `eureka.client.*`. */
export function bindDiscoveryClient(
  binder: Binder,
  workingDirectory: string,
  tokenInCode: BearerToken | undefined,
): DiscoveryClientConfiguration {
  const core = binder.bindGroup<DiscoveryCoreSettings & ClientSettings>(PREFIX, {
    ...clientOptions,
    ...discoveryCoreOptions,
  });
  const timeout = binder.bindGroup<DiscoveryTimeoutSettings>(`${PREFIX}.timeout`, timeoutOptions);
  const transport = binder.bindGroup<DiscoveryTransportSettings>(`${PREFIX}.transport`, transportOptions);
  const seconds = (name: string): number => (binder.bind(`${PREFIX}.${name}`) as number) * 1_000;
  const registers = binder.bind('spring.cloud.service-registry.auto-registration.enabled') as boolean;
  const registerWithEureka = registers && core.registerWithEureka !== false;
  NEVER_ZERO.filter((key) => binder.bind(key) === 0).forEach((key) => binder.refuse(key, 'a whole number from 1'));
  return {
    ...core,
    registerWithEureka,
    watch: binder.bindGroup<DiscoveryWatchSettings>(`${PREFIX}.watch`, clientWatchOptions),
    connectTimeoutMs: timeout.connectTimeout ?? seconds('eureka-server-connect-timeout-seconds'),
    readTimeoutMs: timeout.socketTimeout ?? seconds('eureka-server-read-timeout-seconds'),
    sessionMs: transport.sessionedClientReconnectIntervalSeconds * 1_000,
    quarantineRefreshShare: transport.retryableClientQuarantineRefreshPercentage,
    dns: bindDns(binder),
    proxy: bindProxy(binder),
    tls: bindTls(binder, workingDirectory),
    bearerToken: tokenInCode ?? (binder.bind(`${PREFIX}.bearer-token`) as string | undefined),
    failFast: bindFailFast(binder, registerWithEureka, core.fetchRegistry),
    healthcheckEnabled: binder.bind(`${PREFIX}.healthcheck.enabled`) as boolean,
  };
}
