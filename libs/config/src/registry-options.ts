import type { Role } from './registry-configuration.js';
import type { RegistryRegionOptions } from './registry-region-options.js';
import type { RegistryAuditOptions } from './registry-security-options.js';
import type { RegistryServerOptions } from './registry-server-options.js';
import type { RegistrySnapshotOptions } from './registry-snapshot-options.js';
import type { RegistryWatchOptions } from './registry-watch-options.js';

/** A value as options in code may give it; objects and arrays are flattened to keys as YAML is. */
export type OptionInput =
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly OptionInput[]
  | ReadonlyMap<string, OptionInput>
  | { readonly [key: string]: OptionInput };

/** Texts by name, each name with one or several. */
type ListsByName =
  Readonly<Record<string, string | readonly string[]>> | ReadonlyMap<string, string | readonly string[]>;

/** `eureka.instance.*` in code; what is left out is derived as Spring does (client.md 4.1). */
export interface RegistryInstanceOptions {
  /** @default the host name of the machine */
  readonly hostname?: string;
  /** @default the first address of the machine that is not loopback */
  readonly ipAddress?: string;
  /** @default false */
  readonly preferIpAddress?: boolean;
  /** @default `spring.application.name`, else `unknown` */
  readonly appname?: string;
  /** @default none */
  readonly appGroupName?: string;
  /** @default `<host name>:<application name>:<port>` */
  readonly instanceId?: string;
  /** @default the server's port */
  readonly nonSecurePort?: number;
  /** @default true */
  readonly nonSecurePortEnabled?: boolean;
  /** @default 443, the server's port when it is enabled */
  readonly securePort?: number;
  /** @default false */
  readonly securePortEnabled?: boolean;
  /** @default the application name, else `unknown` */
  readonly virtualHostName?: string;
  /** @default the application name, else `unknown` */
  readonly secureVirtualHostName?: string;
  /** Absolute; wins over the path. @default none */
  readonly statusPageUrl?: string;
  /** @default '/actuator/info' */
  readonly statusPageUrlPath?: string;
  /** Absolute; wins over the path. @default none */
  readonly homePageUrl?: string;
  /** @default '/' */
  readonly homePageUrlPath?: string;
  /** Absolute; wins over the path. @default none */
  readonly healthCheckUrl?: string;
  /** @default '/actuator/health' */
  readonly healthCheckUrlPath?: string;
  /** @default none */
  readonly secureHealthCheckUrl?: string;
  /** In seconds. @default 30 */
  readonly leaseRenewalIntervalInSeconds?: number;
  /** In seconds. @default 90 */
  readonly leaseExpirationDurationInSeconds?: number;
  /** @default {} */
  readonly metadataMap?: Readonly<Record<string, string>> | ReadonlyMap<string, string>;
  readonly registry?: {
    /** @default 1 */
    readonly expectedNumberOfClientsSendingRenews?: number;
    /** @default 1 */
    readonly defaultOpenForTrafficCount?: number;
  };
}

/** `eureka.client.*` in code, as far as a registry uses it. */
export interface RegistryClientOptions {
  /** @default modern: true when a service URL is configured; netflix: true */
  readonly registerWithEureka?: boolean;
  /** @default true */
  readonly fetchRegistry?: boolean;
  /** Zone to URLs. @default modern: none; netflix: `{ defaultZone: 'http://localhost:8761/eureka/' }` */
  readonly serviceUrl?: ListsByName;
  /** @default 'us-east-1' */
  readonly region?: string;
  /** Region to zones. @default {} */
  readonly availabilityZones?: ListsByName;
}

type RegionMaps = keyof RegistryRegionOptions & ('remoteRegionUrlsWithName' | 'remoteRegionAppWhitelist');

/**
 * Options given in code; they win over every other source. The flat keys are those of `eureka.server.*` in camelCase;
 * full Spring paths, nested or dotted (`'eureka.server.eviction-interval-timer-in-ms': 1000`), are understood as well.
 */
export interface RegistryOptions extends Partial<Omit<RegistryServerOptions, RegionMaps>> {
  /** 0 takes any free port. @default 8761 */
  readonly port?: number;
  /** @default every address with users or `insecure`, else loopback */
  readonly address?: string;
  /** `''` or `/ctx`. @default '' */
  readonly contextPath?: string;
  /** @default none */
  readonly applicationName?: string;
  /** Shown on the dashboard. @default 'test' */
  readonly environment?: string;
  /** Shown on the dashboard. @default 'default' */
  readonly datacenter?: string;
  /** Inside an application there is no dashboard until its path is set. @default `{ enabled: true }` */
  readonly dashboard?: { readonly enabled?: boolean; readonly path?: string };
  /** The server's own instance. @default derived from the machine */
  readonly instance?: RegistryInstanceOptions;
  /** Peers and self-registration. @default none */
  readonly client?: RegistryClientOptions;
  /** One user with every role. @default none */
  readonly security?: { readonly user?: { readonly name?: string; readonly password?: string } };
  /** Other regions: name to service URLs. @default none */
  readonly remoteRegionUrlsWithName?: ListsByName;
  /** Region, or `global`, to applications. @default everything */
  readonly remoteRegionAppWhitelist?: ListsByName;
  /** The registry on disk. @default none */
  readonly snapshot?: Partial<RegistrySnapshotOptions>;
  /** The change stream. @default on */
  readonly watch?: Partial<RegistryWatchOptions>;
  /** Where administrative writes are recorded. @default none */
  readonly audit?: Partial<RegistryAuditOptions>;
  /** Without roles a user is a reader; one with certificates needs no password. @default [] */
  readonly users?: readonly {
    readonly name: string;
    readonly password?: string;
    readonly roles?: readonly Role[];
    readonly apps?: readonly string[];
    readonly certificates?: readonly string[];
  }[];
  /** Bearer tokens. @default [] */
  readonly tokens?: readonly {
    readonly name: string;
    readonly token: string;
    readonly roles?: readonly Role[];
    readonly apps?: readonly string[];
  }[];
  /** Spring's own tree. @default none */
  readonly eureka?: { readonly [key: string]: OptionInput };
  /** Spring's own tree. @default none */
  readonly server?: { readonly [key: string]: OptionInput };
  /** Spring's own tree. @default none */
  readonly spring?: { readonly [key: string]: OptionInput };
  readonly [path: `eureka.${string}` | `server.${string}` | `spring.${string}`]: OptionInput;
}
