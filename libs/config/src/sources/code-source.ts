import type { RegistryOptions } from '../registry-options.js';
import { flattenValue } from './flatten-value.js';
import type { PropertySource } from './property.js';

const ORIGIN = 'options in code';

/** Flat names of RegistryOptions that do not stand for `eureka.server.<name>`. */
const PLACES: Readonly<Record<string, string>> = {
  port: 'server.port',
  address: 'server.address',
  contextPath: 'server.servlet.context-path',
  applicationName: 'spring.application.name',
  environment: 'eureka.environment',
  datacenter: 'eureka.datacenter',
  dashboard: 'eureka.dashboard',
  instance: 'eureka.instance',
  client: 'eureka.client',
  security: 'spring.security',
  eureka: 'eureka',
  server: 'server',
  spring: 'spring',
  management: 'management',
};

/** Options given in code as properties of Spring's names. */
export function codeSource(options: RegistryOptions): PropertySource {
  const properties = Object.entries(options).flatMap(([key, value]) => {
    const name = key.includes('.') ? key : (PLACES[key] ?? `eureka.server.${key}`);
    return flattenValue(value, name, ORIGIN);
  });
  return { label: ORIGIN, properties };
}
