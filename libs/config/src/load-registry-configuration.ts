import { Binder } from './binding/binder.js';
import { bindUsers } from './binding/bind-users.js';
import { deepFreeze } from './binding/deep-freeze.js';
import { deriveInstance } from './binding/derive-instance.js';
import { noteProperties } from './binding/note-properties.js';
import { sourceLabels } from './binding/source-labels.js';
import { ConfigurationError } from './configuration-error.js';
import type { ConfigurationFault } from './configuration-error.js';
import type { ConfigurationInput } from './configuration-input.js';
import { clientOptions } from './options/client-options.js';
import type { ClientSettings } from './options/client-options.js';
import { instanceOptions, instanceRegistryOptions } from './options/instance-options.js';
import type { InstanceSettings } from './options/instance-options.js';
import { findOption, mayBeVariable, OPTIONS, whyUnused } from './options/option-table.js';
import { serverOptions } from './options/server-options.js';
import { PlaceholderResolver } from './placeholders/placeholder-resolver.js';
import { referencedNames } from './placeholders/referenced-names.js';
import { randomValue } from './placeholders/random-value.js';
import type { RegistryConfiguration, RegistryInstanceConfiguration } from './registry-configuration.js';
import type { DefaultsMode, RegistryServerOptions } from './registry-server-options.js';
import { plainText } from './sources/plain-text.js';
import { PropertyIndex } from './sources/property-index.js';
import type { PropertySource } from './sources/property.js';
import { readSources } from './sources/read-sources.js';

/** A binder that resolves placeholders over all sources, and at last by the defaults of the table. */
function createBinder(sources: readonly PropertySource[], mode: DefaultsMode, input: ConfigurationInput): Binder {
  const machine: Readonly<Record<string, string>> = {
    'eureka.instance.hostname': input.host.hostname,
    'eureka.instance.ip-address': input.host.ipAddress,
  };
  const everything = new PropertyIndex(sources);
  const resolver = new PlaceholderResolver(
    (name) => everything.find(name)?.value ?? randomValue(name, input.random),
    (name) => {
      const option = findOption(name, false)?.option;
      return machine[option?.key ?? ''] ?? plainText(option?.defaults[mode]);
    },
  );
  return new Binder(new PropertyIndex(sources, mayBeVariable), resolver, mode, referencedNames(sources));
}

/** TLS that is configured and not offered must stop the start: plain text in its place would be a lie. */
function refuseTls(binder: Binder): void {
  const first = binder.index.below('server.ssl')[0];
  const enabled = binder.index.find('server.ssl.enabled');
  const isOff = enabled !== undefined && /^(false|off|no|0)$/i.test(binder.text('server.ssl.enabled', enabled) ?? '');
  if (first !== undefined && !isOff) {
    binder.faults.push({
      code: 'EUREKA_CONFIG_TLS',
      key: `server.ssl.${first.key}`,
      value: undefined,
      origin: first.property.origin,
      allowed: 'TLS is not offered yet: terminate it in front, and set server.ssl.enabled=false',
    });
  }
}

/** Keys without effect are held to their types as well: who writes them wrongly would be surprised later. */
function checkUnused(binder: Binder): readonly ConfigurationFault[] {
  OPTIONS.filter((option) => whyUnused(option, 'registry') !== undefined).forEach(({ key }) => binder.bind(key));
  return binder.faults.filter(({ code }) => code === 'EUREKA_CONFIG_VALUE');
}

/**
 * Reads, checks and freezes everything a registry needs to know.
 * @throws ConfigurationError once, with all faults
 */
export function loadRegistryConfiguration(input: ConfigurationInput): RegistryConfiguration {
  const read = readSources(input);
  const mode = createBinder(read.sources, 'modern', input).bind('eureka.server.defaults') as DefaultsMode;
  const binder = createBinder(read.sources, mode, input);

  const text = (name: string): string | undefined => {
    const property = binder.index.find(name);
    return property && binder.text(name, property);
  };
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
      applicationInstanceId: text('spring.application.instance_id'),
      cloudFoundryInstanceId: text('vcap.application.instance_id'),
    },
  );
  const dashboardPath = binder.bind('eureka.dashboard.path') as string | undefined;
  const configuration: Omit<RegistryConfiguration, 'notices' | 'sources'> = {
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
    server: binder.bindGroup<RegistryServerOptions>('eureka.server', serverOptions),
    instance,
    client: {
      ...client,
      registerWithEureka: registerWithEureka ?? (mode === 'netflix' || client.serviceUrl.size > 0),
      registerWithEurekaIsExplicit: registerWithEureka !== undefined,
    },
    users: bindUsers(binder),
    profiles: read.profiles,
  };
  refuseTls(binder);
  const faults = [...read.faults, ...binder.faults, ...checkUnused(createBinder(read.sources, mode, input))];
  if (faults.length > 0) {
    throw new ConfigurationError(faults);
  }
  const referenced = referencedNames(read.sources);
  return deepFreeze({
    ...configuration,
    notices: [...read.notices, ...noteProperties(read.sources, 'registry', referenced)],
    sources: sourceLabels(read.sources, referenced),
  });
}
