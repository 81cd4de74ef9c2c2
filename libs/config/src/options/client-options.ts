import type { RegistryClientConfiguration } from '../registry-configuration.js';
import { ByMode, mapOfLists, optional, single } from './option.js';
import type { Audience, Option } from './option.js';
import { booleanType, serviceUrlType, textType } from './value-type.js';

/** The registry's part of `eureka.client.*` as it is configured. */
export type ClientSettings = {
  readonly [
    K in Exclude<keyof RegistryClientConfiguration, 'registerWithEurekaIsExplicit' | 'dns' | 'tls'>
  ]: K extends 'registerWithEureka' ? boolean | undefined : RegistryClientConfiguration[K];
};

const both: { readonly for: readonly Audience[] } = { for: ['registry', 'discovery'] };

/** Spring's service URL where none is configured. */
const SPRING_SERVICE_URL: ReadonlyMap<string, readonly string[]> = new Map([
  ['defaultZone', ['http://localhost:8761/eureka/']],
]);

/** The keys of `eureka.client.*` that a registry uses (client.md 4.4). */
export const clientOptions: { readonly [K in keyof ClientSettings]: Option<ClientSettings[K]> } = {
  registerWithEureka: optional(
    booleanType,
    'Registers this server with its peers, this application with the registry.',
    {
      ...both,
      defaultText: 'true; registry in modern mode: true when a service URL is configured',
      netflix: 'registration.enabled',
    },
  ),
  fetchRegistry: single(booleanType, true, 'Fetches the registry from the service URLs.', {
    ...both,
    netflix: 'shouldFetchRegistry',
  }),
  serviceUrl: mapOfLists(
    serviceUrlType,
    new ByMode<ReadonlyMap<string, readonly string[]>>(new Map(), SPRING_SERVICE_URL),
    'URLs of the registries by zone, separated by commas; a registry takes them for its peers.',
    { ...both, netflix: 'serviceUrl' },
  ),
  region: single(textType, 'us-east-1', 'Region of this node or application.', { ...both, netflix: 'region' }),
  availabilityZones: mapOfLists(textType, new Map(), 'Zones of a region, separated by commas.', both),
};
