import type { DiscoveryInstanceConfiguration } from '../discovery-configuration.js';
import type { DiscoveryOnlyInstanceSettings, DrainSettings } from '../discovery-instance-settings.js';
import { discoveryInstanceOptions, drainOptions } from '../options/discovery-instance-options.js';
import { instanceOptions } from '../options/instance-options.js';
import type { InstanceSettings } from '../options/instance-options.js';
import { jsonEntries, MOST_INT } from '../options/value-type.js';
import type { Binder } from './binder.js';

const PREFIX = 'eureka.instance';
const WEIGHT = `a number above 0, at most ${MOST_INT}`;

/** Others read `weight` as a number, and one that is none as 1: who means something by it wants to know (client.md 6.7). */
function refuseWrongWeight(binder: Binder, metadata: ReadonlyMap<string, string>): void {
  const weight = metadata.get('weight')?.trim();
  const isRight = weight === undefined || (/^\+?(\d+(\.\d*)?|\.\d+)$/.test(weight) && isWeight(Number(weight)));
  const property = isRight ? undefined : binder.index.find(`${PREFIX}.metadata-map.weight`);
  if (property !== undefined) {
    binder.fault('EUREKA_CONFIG_VALUE', `${PREFIX}.metadata-map.weight`, property, WEIGHT);
  }
}

function isWeight(value: number): boolean {
  return value > 0 && value <= MOST_INT;
}

/** The own instance as far as configuration knows it; the rest is known when the server listens. */
export function bindDiscoveryInstance(
  binder: Binder,
  applicationName: string | undefined,
): DiscoveryInstanceConfiguration {
  const settings = binder.bindGroup<InstanceSettings>(PREFIX, instanceOptions);
  refuseWrongWeight(binder, settings.metadataMap);
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
