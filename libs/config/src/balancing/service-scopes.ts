import { squash } from '../sources/property-name.js';
import type { Property, PropertySource } from '../sources/property.js';
import { serviceKeyOf } from './service-key.js';

/** What all sources say of one service, under the names of the keys for all services. */
export interface ServiceScope {
  readonly service: string;
  readonly sources: readonly PropertySource[];
}

interface OwnProperty {
  readonly service: string;
  readonly source: PropertySource;
  readonly property: Property;
}

/**
 * What is said of single services, sorted by service. A variable is for those that another source spells out with the same
 * letters, else for one of its own name.
 */
export function serviceScopes(sources: readonly PropertySource[]): readonly ServiceScope[] {
  const all = sources.flatMap((source) =>
    source.properties.flatMap((property): readonly OwnProperty[] => {
      const own = serviceKeyOf(property);
      return own?.known === undefined
        ? []
        : [{ service: own.service, source, property: { ...property, name: own.name } }];
    }),
  );
  const written = new Set(all.flatMap(({ service, property }) => (property.isVariable ? [] : [service])));
  const named = (service: string): readonly string[] => [...written].filter((name) => squash(name) === service);
  const unnamed = all.flatMap(({ service, property }) =>
    property.isVariable && named(service).length === 0 ? [service] : [],
  );
  const belongs = (own: OwnProperty, service: string): boolean =>
    own.service === service || (own.property.isVariable && squash(service) === own.service);
  return [...new Set([...written, ...unnamed])].map((service) => ({
    service,
    sources: sources.map((source) => ({
      label: source.label,
      properties: all.flatMap((own) => (own.source === source && belongs(own, service) ? [own.property] : [])),
    })),
  }));
}
