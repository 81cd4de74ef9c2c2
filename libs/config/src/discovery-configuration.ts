import type { LoadBalancerConfiguration } from './balancing/load-balancer-configuration.js';
import type { ConfigurationNotice } from './configuration-notice.js';
import type { DiscoveryCoreSettings, DiscoveryWatchSettings } from './discovery-client-settings.js';
import type { DiscoveryOnlyInstanceSettings, DrainSettings } from './discovery-instance-settings.js';
import type { UnderivedInstance } from './options/instance-options.js';

/**
 * The own instance: `eureka.instance.*`, `undefined` for what is known only when the server listens (client.md 4.1, 4.2):
 * host name, address, id, ports. Application name and VIP addresses are filled in.
 */
export interface DiscoveryInstanceConfiguration
  extends
    UnderivedInstance<'hostname' | 'ipAddress' | 'instanceId' | 'nonSecurePort' | 'securePort'>,
    DiscoveryOnlyInstanceSettings {
  /** `spring.application.instance_id`: takes the place of the port in a derived id. */
  readonly applicationInstanceId: string | undefined;
  readonly drain: DrainSettings;
}

/** Which steps of a start must succeed. */
export interface FailFast {
  /** The start waits for the first registration. */
  readonly registration: boolean;
  /** The start waits for the first fetch. */
  readonly fetch: boolean;
  /** For so long attempts are repeated; 0: the first attempt decides. */
  readonly withinMs: number;
}

/** Files, as absolute paths, and the passwords that open them. */
export interface DiscoveryTls {
  /** PKCS#12 or PEM with the own certificate and key. */
  readonly keyStore: string | undefined;
  readonly keyStorePassword: string | undefined;
  /** Opens the key, in a store or a PEM file. */
  readonly keyPassword: string | undefined;
  /** PKCS#12 or PEM with the trusted certificates. */
  readonly trustStore: string | undefined;
  readonly trustStorePassword: string | undefined;
  /** PEM files, in place of the stores. */
  readonly ca: string | undefined;
  readonly cert: string | undefined;
  readonly key: string | undefined;
}

/** A token, or who is asked for one before each call. */
export type BearerToken = string | (() => string | Promise<string>);

/** What the link to the registries needs: `eureka.client.*`, names and units as Spring has them, durations of our own in ms. */
export interface DiscoveryClientConfiguration extends DiscoveryCoreSettings {
  /** False as well where `spring.cloud.service-registry.auto-registration.enabled` is false. */
  readonly registerWithEureka: boolean;
  readonly watch: DiscoveryWatchSettings;
  /** From `eureka.client.timeout.connect-timeout`, else `eureka-server-connect-timeout-seconds`. */
  readonly connectTimeoutMs: number;
  /** From `eureka.client.timeout.socket-timeout`, else `eureka-server-read-timeout-seconds`. */
  readonly readTimeoutMs: number;
  /** How long one registry is kept to. */
  readonly sessionMs: number;
  /** Share of registries in quarantine at which all are tried anew, from 0 to 1. */
  readonly quarantineRefreshShare: number;
  /** Registries by DNS in place of `serviceUrl`; the context has no slashes around it. */
  readonly dns: { readonly domain: string; readonly port: number; readonly context: string } | undefined;
  readonly proxy:
    | {
        readonly host: string;
        readonly port: number;
        readonly user: string | undefined;
        readonly password: string | undefined;
      }
    | undefined;
  readonly tls: DiscoveryTls | undefined;
  readonly bearerToken: BearerToken | undefined;
  readonly failFast: FailFast;
  /** The health of the application becomes its status. */
  readonly healthcheckEnabled: boolean;
}

/** `spring.cloud.inetutils.*`: how the own address is found (client.md 4.2). */
export interface InetUtilsSettings {
  /** Host name of last resort. @default 'localhost' */
  readonly defaultHostname: string;
  /** Address of last resort. @default '127.0.0.1' */
  readonly defaultIpAddress: string;
  /** Regular expressions over the whole name of an interface. @default [] */
  readonly ignoredInterfaces: readonly string[];
  /** Regular expressions over a whole address, or beginnings of addresses. @default [] */
  readonly preferredNetworks: readonly string[];
  /** Takes private addresses only. @default false */
  readonly useOnlySiteLocalInterfaces: boolean;
}

/** An instance that is configured and asked of no registry (client.md 5.2). */
export interface SimpleInstance {
  readonly serviceId: string;
  readonly instanceId: string | undefined;
  readonly host: string;
  /** 80 or 443 where the URI has none. */
  readonly port: number;
  readonly secure: boolean;
  readonly metadata: ReadonlyMap<string, string>;
}

/** Everything a discovery client needs to know, read once, checked and frozen. */
export interface DiscoveryConfiguration {
  /** False: the client does nothing. From `eureka.client.enabled` and `spring.cloud.discovery.enabled`. */
  readonly enabled: boolean;
  /** `spring.application.name`, else APP_NAME, else the name in package.json. */
  readonly applicationName: string | undefined;
  /** `server.port`, only where it is set; the port that the server listens on wins. */
  readonly port: number | undefined;
  /** `server.servlet.context-path`: `''` or `/ctx`. */
  readonly contextPath: string;
  /** `management.server.port`, where it is set. */
  readonly managementPort: number | undefined;
  /** `management.server.base-path`: `''` or `/management`. */
  readonly managementPath: string;
  readonly instance: DiscoveryInstanceConfiguration;
  readonly client: DiscoveryClientConfiguration;
  readonly inetutils: InetUtilsSettings;
  /** How services are called by name. */
  readonly loadBalancer: LoadBalancerConfiguration;
  /** `spring.cloud.discovery.client.simple.*`. */
  readonly simple: { readonly order: number; readonly instances: ReadonlyMap<string, readonly SimpleInstance[]> };
  /** What the start-up should say about the configuration; never holds a secret. */
  readonly notices: readonly ConfigurationNotice[];
  /** What was read, later ones win. */
  readonly sources: readonly string[];
  /** The active profiles, the last one wins. */
  readonly profiles: readonly string[];
}
