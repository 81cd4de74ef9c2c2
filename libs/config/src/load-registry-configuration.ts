import { bindDns } from './binding/bind-discovery-client.js';
import { bindListenerTls } from './binding/bind-listener-tls.js';
import { bindTls } from './binding/bind-tls.js';
import { bindTokens, bindUsers } from './binding/bind-users.js';
import { ConfigurationReading } from './binding/configuration-reading.js';
import type { ReadingReport } from './binding/configuration-reading.js';
import { deriveInstance } from './binding/derive-instance.js';
import type { ConfigurationInput } from './configuration-input.js';
import { clientOptions } from './options/client-options.js';
import type { ClientSettings } from './options/client-options.js';
import { instanceOptions, instanceRegistryOptions } from './options/instance-options.js';
import type { InstanceSettings } from './options/instance-options.js';
import { fillOptions } from './options/fill-options.js';
import { operationsOptions } from './options/operations-options.js';
import { regionOptions } from './options/region-options.js';
import { replicationOptions } from './options/replication-options.js';
import { auditOptions, securityOptions } from './options/security-options.js';
import { serverOptions } from './options/server-options.js';
import { snapshotOptions } from './options/snapshot-options.js';
import { watchOptions } from './options/watch-options.js';
import type { RegistryConfiguration, RegistryInstanceConfiguration } from './registry-configuration.js';
import type { DefaultsMode, RegistryServerOptions } from './registry-server-options.js';
import type { RegistryAuditOptions } from './registry-security-options.js';
import type { RegistrySnapshotOptions } from './registry-snapshot-options.js';
import type { RegistryWatchOptions } from './registry-watch-options.js';
import { codeSource, REGISTRY_PLACES } from './sources/code-source.js';

/**
 * Reads, checks and freezes everything a registry needs to know.
 * @throws ConfigurationError once, with all faults
 */
export function loadRegistryConfiguration(input: ConfigurationInput): RegistryConfiguration {
  const reading = new ConfigurationReading(input, 'registry', codeSource(input.options ?? {}, REGISTRY_PLACES));
  const mode = reading.binder('modern').bind('eureka.server.defaults') as DefaultsMode;
  const binder = reading.binder(mode);

  const applicationName = binder.bind('spring.application.name') as string | undefined;
  const port = binder.bind('server.port') as number;
  const { registerWithEureka, ...client } = binder.bindGroup<ClientSettings>('eureka.client', clientOptions);
  const instance = deriveInstance(
    binder.bindGroup<InstanceSettings>('eureka.instance', instanceOptions),
    binder.bindGroup<RegistryInstanceConfiguration['registry']>('eureka.instance.registry', instanceRegistryOptions),
    {
      applicationName,
      port,
      host: input.host,
      applicationInstanceId: binder.plain('spring.application.instance_id'),
      cloudFoundryInstanceId: binder.plain('vcap.application.instance_id'),
    },
  );
  const dashboardPath = binder.bind('eureka.dashboard.path') as string | undefined;
  const configuration: Omit<RegistryConfiguration, keyof ReadingReport> = {
    port,
    address: binder.bind('server.address') as string | undefined,
    contextPath: binder.bind('server.servlet.context-path') as string,
    applicationName,
    environment: binder.bind('eureka.environment') as string,
    datacenter: binder.bind('eureka.datacenter') as string,
    dashboard: {
      enabled: binder.bind('eureka.dashboard.enabled') as boolean,
      path: dashboardPath ?? '/',
      pathIsExplicit: dashboardPath !== undefined,
    },
    server: binder.bindGroup<RegistryServerOptions>('eureka.server', {
      ...serverOptions,
      ...replicationOptions,
      ...fillOptions,
      ...regionOptions,
      ...operationsOptions,
      ...securityOptions,
    }),
    snapshot: binder.bindGroup<RegistrySnapshotOptions>('eureka.server.snapshot', snapshotOptions),
    watch: binder.bindGroup<RegistryWatchOptions>('eureka.server.watch', watchOptions),
    audit: binder.bindGroup<RegistryAuditOptions>('eureka.server.audit', auditOptions),
    instance,
    client: {
      ...client,
      dns: bindDns(binder),
      tls: bindTls(binder, input.workingDirectory),
      registerWithEureka: registerWithEureka ?? (mode === 'netflix' || client.serviceUrl.size > 0),
      registerWithEurekaIsExplicit: registerWithEureka !== undefined,
    },
    users: bindUsers(binder),
    tokens: bindTokens(binder),
    tls: bindListenerTls(binder, input.workingDirectory),
  };
  return reading.conclude(configuration, binder);
}
