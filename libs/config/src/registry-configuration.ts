import type { ConfigurationNotice } from './configuration-notice.js';
import type { DiscoveryClientConfiguration, DiscoveryTls } from './discovery-configuration.js';
import type { RegistryAuditOptions } from './registry-security-options.js';
import type { RegistryServerOptions } from './registry-server-options.js';
import type { RegistrySnapshotOptions } from './registry-snapshot-options.js';
import type { RegistryWatchOptions } from './registry-watch-options.js';

/** What a user may do (contract.md 4). */
export type Role = 'reader' | 'registrar' | 'peer' | 'operator' | 'admin';

/** One who may call the registry. */
export interface RegistryUser {
  readonly name: string;
  /** As configured: plain, or with `{noop}`, `{bcrypt}` or `{scrypt}` in front; undefined where a certificate alone lets in. */
  readonly password: string | undefined;
  readonly roles: readonly Role[];
  /** Applications that a registrar may change, `*` standing for any text; undefined: what it registered itself. */
  readonly apps?: readonly string[];
  /** Names in a client certificate, common or alternative, that stand for this user. */
  readonly certificates?: readonly string[];
}

/** A bearer token. */
export interface RegistryToken {
  readonly name: string;
  /** `{sha256}` and 64 hex digits, or plain. */
  readonly token: string;
  readonly roles: readonly Role[];
  readonly apps?: readonly string[];
}

/** TLS of the server itself; paths are absolute. */
export interface RegistryTls {
  readonly cert: string | undefined;
  readonly key: string | undefined;
  readonly keyStore: string | undefined;
  readonly keyStorePassword: string | undefined;
  readonly keyPassword: string | undefined;
  readonly ca: string | undefined;
  readonly trustStore: string | undefined;
  readonly trustStorePassword: string | undefined;
  /** Whether clients are asked for a certificate, and whether one without is let in. */
  readonly clientAuth: 'none' | 'want' | 'need';
  /** Empty: both. */
  readonly versions: readonly ('TLSv1.2' | 'TLSv1.3')[];
  readonly ciphers: string | undefined;
}

/** The server's own instance: `eureka.instance.*` with everything that can be derived filled in (client.md 4.1, 4.2). */
export interface RegistryInstanceConfiguration {
  readonly hostname: string;
  readonly ipAddress: string;
  /** True: the host name shown is the IP address. */
  readonly preferIpAddress: boolean;
  /** As configured; upper-cased only on registration. */
  readonly appname: string;
  readonly appGroupName: string | undefined;
  readonly instanceId: string;
  /** 0 when the server takes any free port. */
  readonly nonSecurePort: number;
  readonly nonSecurePortEnabled: boolean;
  readonly securePort: number;
  readonly securePortEnabled: boolean;
  readonly virtualHostName: string;
  readonly secureVirtualHostName: string;
  /** Absolute; wins over the path. */
  readonly statusPageUrl: string | undefined;
  readonly statusPageUrlPath: string;
  /** Absolute; wins over the path. */
  readonly homePageUrl: string | undefined;
  readonly homePageUrlPath: string;
  /** Absolute; wins over the path. */
  readonly healthCheckUrl: string | undefined;
  readonly healthCheckUrlPath: string;
  readonly secureHealthCheckUrl: string | undefined;
  readonly leaseRenewalIntervalInSeconds: number;
  readonly leaseExpirationDurationInSeconds: number;
  readonly metadataMap: ReadonlyMap<string, string>;
  readonly registry: {
    /** Expected clients before the registry opens (server.md 7, Spring-only keys). */
    readonly expectedNumberOfClientsSendingRenews: number;
    /** Takes the place of a count of 0 when the registry opens. */
    readonly defaultOpenForTrafficCount: number;
  };
}

/** The part of `eureka.client.*` that a registry uses. */
export interface RegistryClientConfiguration {
  readonly registerWithEureka: boolean;
  /** True when the key was set, false when the value is a default. */
  readonly registerWithEurekaIsExplicit: boolean;
  readonly fetchRegistry: boolean;
  /** Zone to URLs; every URL ends with a slash. Empty in modern mode unless configured. */
  readonly serviceUrl: ReadonlyMap<string, readonly string[]>;
  readonly region: string;
  /** Region to zones. */
  readonly availabilityZones: ReadonlyMap<string, readonly string[]>;
  /** Peers by DNS instead of `serviceUrl`. */
  readonly dns: DiscoveryClientConfiguration['dns'];
  /** Towards peers. */
  readonly tls: DiscoveryTls | undefined;
}

/** Everything a registry needs to know, read once, checked and frozen. */
export interface RegistryConfiguration {
  /** 0 takes any free port. */
  readonly port: number;
  readonly address: string | undefined;
  /** `''` or `/ctx`. */
  readonly contextPath: string;
  readonly applicationName: string | undefined;
  /** Shown on the dashboard only. */
  readonly environment: string;
  /** Shown on the dashboard only. */
  readonly datacenter: string;
  readonly dashboard: {
    readonly enabled: boolean;
    readonly path: string;
    /** True when the key was set, false when the path is the default; a dashboard inside an application needs it set. */
    readonly pathIsExplicit: boolean;
  };
  readonly server: RegistryServerOptions;
  readonly snapshot: RegistrySnapshotOptions;
  readonly watch: RegistryWatchOptions;
  readonly audit: RegistryAuditOptions;
  readonly instance: RegistryInstanceConfiguration;
  readonly client: RegistryClientConfiguration;
  readonly users: readonly RegistryUser[];
  readonly tokens: readonly RegistryToken[];
  /** Undefined: plain HTTP. */
  readonly tls: RegistryTls | undefined;
  /** What the start-up should say about the configuration; never holds a secret. */
  readonly notices: readonly ConfigurationNotice[];
  /** What was read, later ones win. */
  readonly sources: readonly string[];
  /** The active profiles, the last one wins. */
  readonly profiles: readonly string[];
}
