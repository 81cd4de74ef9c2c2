import { balancingHints } from './balancing/balancing-hints.js';
import { fallbackApplicationName } from './binding/application-name.js';
import { bindDiscoveryClient } from './binding/bind-discovery-client.js';
import { bindDiscoveryInstance } from './binding/bind-discovery-instance.js';
import { bindLoadBalancer } from './binding/bind-load-balancer.js';
import { bindSimpleInstances } from './binding/bind-simple-instances.js';
import type { Binder } from './binding/binder.js';
import { ConfigurationReading } from './binding/configuration-reading.js';
import type { ReadingReport } from './binding/configuration-reading.js';
import type { ConfigurationInput } from './configuration-input.js';
import type { ConfigurationNotice } from './configuration-notice.js';
import type { DiscoveryConfiguration, InetUtilsSettings } from './discovery-configuration.js';
import type { DiscoveryOptions } from './discovery-options.js';
import { inetUtilsOptions } from './options/discovery-application-options.js';
import { codeSource, DISCOVERY_PLACES } from './sources/code-source.js';
import type { PropertySource } from './sources/property.js';

/** `{ withinMs }` is only a way to write a number of milliseconds. */
function codeOf(options: DiscoveryOptions): PropertySource {
  const failFast = options.client?.failFast;
  if (typeof failFast !== 'object') {
    return codeSource(options, DISCOVERY_PLACES);
  }
  return codeSource({ ...options, client: { ...options.client, failFast: failFast.withinMs } }, DISCOVERY_PLACES);
}

/** PORT is the host's: some platforms put a pipe there, which must not stop the application. */
function bindPort(binder: Binder): number | undefined {
  const property = binder.index.find('server.port');
  if (property === undefined || (property.origin.endsWith(' PORT') && !/^\s*\d+\s*$/.test(property.value))) {
    return undefined;
  }
  return binder.bind('server.port') as number;
}

function hintsAbout(
  binder: Binder,
  configuration: Omit<DiscoveryConfiguration, keyof ReadingReport>,
): readonly ConfigurationNotice[] {
  const hints: ConfigurationNotice[] = [];
  const hint = (key: string, text: string): void => {
    hints.push({ kind: 'hint', key, origin: 'defaults', text });
  };
  const { enabled, client, instance } = configuration;
  if (enabled && client.registerWithEureka && instance.appname === 'unknown') {
    hint(
      'spring.application.name',
      'it is not set, and package.json names none, so that this application is registered as UNKNOWN',
    );
  }
  if (client.tls === undefined && binder.index.below('eureka.client.tls').some(({ key }) => key !== 'enabled')) {
    hint('eureka.client.tls.enabled', 'it is not true, so that the other keys of eureka.client.tls have no effect');
  }
  const { leaseRenewalIntervalInSeconds: interval, leaseExpirationDurationInSeconds: duration } = instance;
  if (interval >= duration) {
    hint(
      'eureka.instance.lease-renewal-interval-in-seconds',
      `renewing every ${interval} s lets a lease of ${duration} s run out in between`,
    );
  }
  const { enabled: drains, waitSeconds, deadlineSeconds } = instance.drain;
  if (drains && waitSeconds * 2 > deadlineSeconds) {
    hint(
      'eureka.instance.drain.deadline-seconds',
      `the wait of ${waitSeconds} s is cut short, since it may take half of the ${deadlineSeconds} s at most`,
    );
  }
  return [...hints, ...balancingHints(configuration.loadBalancer)];
}

/**
 * Reads, checks and freezes everything a discovery client needs to know.
 * @throws ConfigurationError once, with all faults
 */
export function loadDiscoveryConfiguration(input: ConfigurationInput<DiscoveryOptions>): DiscoveryConfiguration {
  const options = input.options ?? {};
  const reading = new ConfigurationReading(input, 'discovery', codeOf(options));
  // where the two sets of defaults differ, a client has Spring's
  const binder = reading.binder('netflix');

  const applicationName =
    (binder.bind('spring.application.name') as string | undefined) ?? fallbackApplicationName(input);
  const token = options.client?.bearerToken;
  const configuration: Omit<DiscoveryConfiguration, keyof ReadingReport> = {
    enabled: [binder.bind('eureka.client.enabled'), binder.bind('spring.cloud.discovery.enabled')].every(Boolean),
    applicationName,
    port: bindPort(binder),
    contextPath: binder.bind('server.servlet.context-path') as string,
    managementPort: binder.bind('management.server.port') as number | undefined,
    managementPath: binder.bind('management.server.base-path') as string,
    instance: bindDiscoveryInstance(binder, applicationName),
    client: bindDiscoveryClient(binder, input.workingDirectory, typeof token === 'function' ? token : undefined),
    inetutils: binder.bindGroup<InetUtilsSettings>('spring.cloud.inetutils', inetUtilsOptions),
    loadBalancer: bindLoadBalancer(binder),
    simple: {
      order: binder.bind('spring.cloud.discovery.client.simple.order') as number,
      instances: bindSimpleInstances(binder),
    },
  };
  return reading.conclude(configuration, binder, hintsAbout(binder, configuration));
}
