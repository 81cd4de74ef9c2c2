import { fromProcess, loadDiscoveryConfiguration } from '@nest-eureka/config';
import type { DiscoveryConfiguration, DiscoveryInstanceOptions, DiscoveryOptions } from '@nest-eureka/config';
import { oneForEachName } from './decorated-classes.js';
import type { DecoratedClass, EurekaClientOptions } from './decorated-classes.js';

/** One service that the application registers. */
export interface ServiceConfiguration {
  readonly name: string;
  readonly configuration: DiscoveryConfiguration;
}

/** Without a decorated class the application is one service; with one, its options overlay the application's; with several, each is one. */
export function serviceConfigurations(
  decorated: readonly DecoratedClass[],
  own: DiscoveryConfiguration,
  options: DiscoveryOptions,
): readonly ServiceConfiguration[] {
  if (decorated.length === 0) return [{ name: own.instance.appname, configuration: own }];
  const isOneOfSeveral = decorated.length > 1;
  const overlaid = decorated.map((one) => {
    const configuration = loadDiscoveryConfiguration(fromProcess(overlay(options, one.options, isOneOfSeveral)));
    return { ...one, name: configuration.instance.appname, configuration };
  });
  return oneForEachName(overlaid);
}

/** Everything that follows from the application's name follows from the name in the decorator, where it has one. */
function overlay(options: DiscoveryOptions, over: EurekaClientOptions, isOneOfSeveral: boolean): DiscoveryOptions {
  const { appname } = over;
  const ofName: DiscoveryInstanceOptions =
    appname === undefined || !isOneOfSeveral ? {} : { virtualHostName: appname, secureVirtualHostName: appname };
  const metadataMap = new Map([...entriesOf(options.instance?.metadataMap), ...entriesOf(over.metadataMap)]);
  return {
    ...options,
    ...(appname === undefined ? {} : { applicationName: appname }),
    instance: { ...options.instance, ...ofName, ...over, ...(metadataMap.size > 0 ? { metadataMap } : {}) },
  };
}

function entriesOf(map: DiscoveryInstanceOptions['metadataMap'] = {}): Iterable<[string, string]> {
  return map instanceof Map ? map.entries() : Object.entries(map);
}
