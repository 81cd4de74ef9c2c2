import type { DiscoveryInstanceConfiguration } from '../discovery-configuration.js';
import type { DiscoveryOnlyInstanceSettings, DrainSettings } from '../discovery-instance-settings.js';
import { discoveryInstanceOptions, drainOptions } from '../options/discovery-instance-options.js';
import { instanceOptions } from '../options/instance-options.js';
import type { InstanceSettings } from '../options/instance-options.js';
import { jsonEntries } from '../options/value-type.js';
import type { Binder } from './binder.js';

const PREFIX = 'eureka.instance';

/** The own instance as far as configuration knows it; the rest is known when the server listens. */
export function bindDiscoveryInstance(
  binder: Binder,
  applicationName: string | undefined,
): DiscoveryInstanceConfiguration {
  const settings = binder.bindGroup<InstanceSettings>(PREFIX, instanceOptions);
  const json = binder.bind(`${PREFIX}.metadata-json`) as string | undefined;
  const appname = settings.appname ?? applicationName ?? 'unknown';
  // Spring leaves `unknown` where only eureka.instance.appname is set: nobody could find the application by its name
  const vip = applicationName ?? appname;
  return {
    ...settings,
    ...binder.bindGroup<DiscoveryOnlyInstanceSettings>(PREFIX, discoveryInstanceOptions),
    appname,
    instanceId: settings.instanceId ?? binder.plain('vcap.application.instance_id'),
    virtualHostName: settings.virtualHostName ?? vip,
    secureVirtualHostName: settings.secureVirtualHostName ?? vip,
    metadataMap: new Map([...(json === undefined ? [] : (jsonEntries(json) ?? [])), ...settings.metadataMap]),
    applicationInstanceId: binder.plain('spring.application.instance_id'),
    drain: binder.bindGroup<DrainSettings>(`${PREFIX}.drain`, drainOptions),
  };
}
