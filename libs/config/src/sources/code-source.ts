import { flattenValue } from './flatten-value.js';
import type { PropertySource } from './property.js';

const ORIGIN = 'options in code';

/** Where the flat names of one kind of options stand in Spring's tree. */
export interface OptionPlaces {
  readonly places: Readonly<Record<string, string>>;
  /** In front of every other name. */
  readonly otherwise: string;
}

/** The trees and terms that every kind of options has. */
const COMMON_PLACES: Readonly<Record<string, string>> = {
  port: 'server.port',
  contextPath: 'server.servlet.context-path',
  applicationName: 'spring.application.name',
  instance: 'eureka.instance',
  client: 'eureka.client',
  eureka: 'eureka',
  server: 'server',
  spring: 'spring',
  management: 'management',
};

/** Flat names of RegistryOptions; the others are those of `eureka.server.*`. */
export const REGISTRY_PLACES: OptionPlaces = {
  places: {
    ...COMMON_PLACES,
    address: 'server.address',
    environment: 'eureka.environment',
    datacenter: 'eureka.datacenter',
    dashboard: 'eureka.dashboard',
    security: 'spring.security',
  },
  otherwise: 'eureka.server',
};

/** Flat names of DiscoveryOptions; others are reported as unknown. */
export const DISCOVERY_PLACES: OptionPlaces = {
  places: { ...COMMON_PLACES, inetutils: 'spring.cloud.inetutils' },
  otherwise: 'eureka',
};

/** Options given in code as properties of Spring's names. */
export function codeSource(options: object, { places, otherwise }: OptionPlaces): PropertySource {
  const properties = Object.entries(options).flatMap(([key, value]) => {
    const name = key.includes('.') ? key : (places[key] ?? `${otherwise}.${key}`);
    return flattenValue(value, name, ORIGIN);
  });
  return { label: ORIGIN, properties };
}
