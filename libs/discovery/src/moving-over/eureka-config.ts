/** A port as eureka-js-client takes it: the number, or the wire's object. */
export type EurekaPort =
  number | string | { readonly $: number | string; readonly '@enabled'?: boolean | 'true' | 'false' };

/** `instance` of eureka-js-client's configuration: an instance as the wire spells it. */
export interface EurekaInstanceConfig {
  readonly app?: string;
  readonly instanceId?: string;
  readonly hostName?: string;
  readonly ipAddr?: string;
  readonly port?: EurekaPort;
  readonly securePort?: EurekaPort;
  readonly vipAddress?: string;
  readonly secureVipAddress?: string;
  readonly dataCenterInfo?: {
    readonly name?: string;
    readonly '@class'?: string;
    readonly metadata?: Readonly<Record<string, string>>;
  };
  readonly statusPageUrl?: string;
  readonly healthCheckUrl?: string;
  readonly homePageUrl?: string;
  /** Whatever else the wire has: `metadata`, `leaseInfo`, `secureHealthCheckUrl`, … */
  readonly [field: string]: unknown;
}

/** `eureka` of eureka-js-client's configuration; durations are in ms. */
export interface EurekaServerConfig {
  readonly host?: string;
  readonly port?: number | string;
  /** @default '/eureka/v2/apps/' */
  readonly servicePath?: string;
  /** @default false */
  readonly ssl?: boolean;
  /** By zone, or under `default`. @default host, port and servicePath */
  readonly serviceUrls?: Readonly<Record<string, string | readonly string[]>>;
  /** Zones by region. */
  readonly availabilityZones?: Readonly<Record<string, readonly string[]>>;
  readonly ec2Region?: string;
  /** @default true */
  readonly preferSameZone?: boolean;
  /** @default false */
  readonly useDns?: boolean;
  /** @default 300000 */
  readonly clusterRefreshInterval?: number;
  /** @default true */
  readonly registerWithEureka?: boolean;
  /** @default true */
  readonly fetchRegistry?: boolean;
  /** @default true */
  readonly filterUpInstances?: boolean;
  /** `start` ends only once the own VIP address has an instance. @default false */
  readonly waitForRegistry?: boolean;
  /** @default 30000 */
  readonly heartbeatInterval?: number;
  /** @default 30000 */
  readonly registryFetchInterval?: number;
  /** After so many repetitions `start` says that it failed. @default 3 */
  readonly maxRetries?: number;
  /** The first pause between attempts; it doubles. @default 500 */
  readonly requestRetryDelay?: number;
  /** @default true */
  readonly fetchMetadata?: boolean;
  /** @default false */
  readonly useLocalMetadata?: boolean;
  /** @default false */
  readonly preferIpAddress?: boolean;
}

/** What a logger must have; eureka-js-client's `level` is there in the default one. */
export interface EurekaLogger {
  error(...values: readonly unknown[]): void;
  warn(...values: readonly unknown[]): void;
  info(...values: readonly unknown[]): void;
  debug(...values: readonly unknown[]): void;
  /** Sets the level and tells it: 20 debug, 30 info, 40 warn, 50 error. */
  level?(level?: string | number): number;
}

/** The request as a middleware sees and changes it. */
export type EurekaRequestOptions = Record<string, unknown>;

/** Changes what is sent with each request; must call `done` with the options. */
export type EurekaRequestMiddleware = (
  request: EurekaRequestOptions,
  done: (request: EurekaRequestOptions) => void,
) => void;

/** The configuration of eureka-js-client. */
export interface EurekaConfig {
  readonly instance?: EurekaInstanceConfig;
  readonly eureka?: EurekaServerConfig;
  readonly requestMiddleware?: EurekaRequestMiddleware;
  /** @default one that writes to stdout and stderr from level info on */
  readonly logger?: EurekaLogger;
  /** Fetches deltas. @default false */
  readonly shouldUseDelta?: boolean;
  /** Folder of the YAML files. @default the working directory */
  readonly cwd?: string;
  /** Name of the YAML files without `.yml`. @default 'eureka-client' */
  readonly filename?: string;
}
