import type {
  DiscoveryCoreSettings,
  DiscoveryDnsSettings,
  DiscoveryProxySettings,
  DiscoveryTimeoutSettings,
  DiscoveryTlsSettings,
  DiscoveryTransportSettings,
  DiscoveryWatchSettings,
} from './discovery-client-settings.js';
import type { BearerToken, InetUtilsSettings } from './discovery-configuration.js';
import type { DiscoveryOnlyInstanceSettings, DrainSettings } from './discovery-instance-settings.js';
import type { OptionInput, RegistryInstanceOptions } from './registry-options.js';

/** Maps may be given as objects, lists as texts with commas. */
type Given<T> =
  T extends ReadonlyMap<string, infer V>
    ? Readonly<Record<string, Given<V>>> | ReadonlyMap<string, Given<V>>
    : T extends readonly (infer E)[]
      ? string | readonly E[]
      : T;

type AsOptions<T> = { readonly [K in keyof T]?: Given<Exclude<T[K], undefined>> };

/** `eureka.instance.*` in code; what is left out is derived as Spring does (client.md 4.1). */
export interface DiscoveryInstanceOptions
  extends Omit<RegistryInstanceOptions, 'registry'>, AsOptions<DiscoveryOnlyInstanceSettings> {
  /** How the application leaves. */
  readonly drain?: AsOptions<DrainSettings>;
}

/** `eureka.client.*` in code; names and units are Spring's. */
export interface DiscoveryClientOptions
  extends AsOptions<DiscoveryCoreSettings>, AsOptions<DiscoveryDnsSettings>, AsOptions<DiscoveryProxySettings> {
  /** False switches the whole client off. @default true */
  readonly enabled?: boolean;
  /** @default true */
  readonly registerWithEureka?: boolean;
  /** Stops the start when the first registration fails. @default false */
  readonly shouldEnforceRegistrationAtInit?: boolean;
  /** Stops the start when the first fetch fails. @default false */
  readonly shouldEnforceFetchRegistryAtInit?: boolean;
  /** Stops the start without a registration and a fetch: at the first failure, or after some time. @default false */
  readonly failFast?: boolean | { readonly withinMs: number };
  /** In seconds. @default 8 */
  readonly eurekaServerReadTimeoutSeconds?: number;
  /** In seconds. @default 5 */
  readonly eurekaServerConnectTimeoutSeconds?: number;
  /** Every call carries it, in place of Basic credentials in a service URL. @default none */
  readonly bearerToken?: BearerToken;
  /** The health of the application becomes its status. @default `{ enabled: false }` */
  readonly healthcheck?: { readonly enabled?: boolean };
  readonly timeout?: AsOptions<DiscoveryTimeoutSettings>;
  readonly transport?: AsOptions<DiscoveryTransportSettings>;
  /** The change stream of registries that offer it. @default on */
  readonly watch?: AsOptions<DiscoveryWatchSettings>;
  readonly tls?: AsOptions<DiscoveryTlsSettings>;
}

/**
 * Options given in code; they win over every other source. Full Spring paths, nested or dotted
 * (`'eureka.client.registry-fetch-interval-seconds': 5`), are understood as well.
 */
export interface DiscoveryOptions {
  /** Name of this application. @default APP_NAME, else the name in package.json */
  readonly applicationName?: string;
  /** The port to register when the application does not listen by itself. @default the port it listens on */
  readonly port?: number;
  /** `''` or `/ctx`. @default '' */
  readonly contextPath?: string;
  /** The own instance. @default derived from machine and server */
  readonly instance?: DiscoveryInstanceOptions;
  /** The link to the registries. @default Spring's */
  readonly client?: DiscoveryClientOptions;
  /** How the own address is found. */
  readonly inetutils?: AsOptions<InetUtilsSettings>;
  /** Spring's own tree. @default none */
  readonly eureka?: { readonly [key: string]: OptionInput };
  /** Spring's own tree. @default none */
  readonly server?: { readonly [key: string]: OptionInput };
  /** Spring's own tree. @default none */
  readonly spring?: { readonly [key: string]: OptionInput };
  /** Spring's own tree. @default none */
  readonly management?: { readonly [key: string]: OptionInput };
  readonly [path: `eureka.${string}` | `server.${string}` | `spring.${string}` | `management.${string}`]: OptionInput;
}
