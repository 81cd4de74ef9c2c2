/** `eureka.client.tls.*`: how the client proves who it is and whom it trusts. Paths are absolute, or relative to the working directory. */
export interface DiscoveryTlsSettings {
  /** Nothing else here has an effect without it. @default false */
  readonly enabled: boolean;
  /** Own certificate and key in one file, PKCS#12 or PEM. @default none */
  readonly keyStore: string | undefined;
  /** @default 'PKCS12' */
  readonly keyStoreType: string | undefined;
  /** @default none */
  readonly keyStorePassword: string | undefined;
  /** @default the password of the key store */
  readonly keyPassword: string | undefined;
  /** Trusted certificates in one file, PKCS#12 or PEM. @default those of Node */
  readonly trustStore: string | undefined;
  /** @default 'PKCS12' */
  readonly trustStoreType: string | undefined;
  /** @default none */
  readonly trustStorePassword: string | undefined;
  /** Trusted certificates as PEM file, in place of a trust store. @default those of Node */
  readonly ca: string | undefined;
  /** Own certificate as PEM file, in place of a key store. @default none */
  readonly cert: string | undefined;
  /** Own key as PEM file; `keyPassword` opens it. @default none */
  readonly key: string | undefined;
}

/** `eureka.client.timeout.*`, in ms. */
export interface DiscoveryTimeoutSettings {
  /** @default `eurekaServerConnectTimeoutSeconds` */
  readonly connectTimeout: number | undefined;
  /** @default `eurekaServerReadTimeoutSeconds` */
  readonly socketTimeout: number | undefined;
}

/** `eureka.client.transport.*` (client.md 3.2, 3.3). */
export interface DiscoveryTransportSettings {
  /** How long one registry is kept to, in seconds, give or take a half. @default 1200 */
  readonly sessionedClientReconnectIntervalSeconds: number;
  /** Share of registries in quarantine at which all are tried anew. @default 0.66 */
  readonly retryableClientQuarantineRefreshPercentage: number;
}

/** `eureka.client.watch.*`: the change stream of registries that offer it. */
export interface DiscoveryWatchSettings {
  /** @default true */
  readonly enabled: boolean;
  /** How often the registry is fetched besides while a stream is open, in seconds. @default 300 */
  readonly fetchIntervalSeconds: number;
}

/** `eureka.client.proxy*`. */
export interface DiscoveryProxySettings {
  /** @default none */
  readonly proxyHost: string | undefined;
  /** @default 80 */
  readonly proxyPort: number | undefined;
  /** @default none */
  readonly proxyUserName: string | undefined;
  /** @default none */
  readonly proxyPassword: string | undefined;
}

/** `eureka.client.eureka-server-*` for registries found by DNS (client.md 3.7). */
export interface DiscoveryDnsSettings {
  /** Finds registries by TXT records in place of `serviceUrl`. @default false */
  readonly useDnsForFetchingServiceUrls: boolean;
  /** Name to start from: `txt.<region>.<name>`. @default none */
  readonly eurekaServerDNSName: string | undefined;
  /** @default 8761 */
  readonly eurekaServerPort: number;
  /** Path without slashes around it. @default 'eureka' */
  readonly eurekaServerURLContext: string;
}

/** `eureka.client.*` as it is, whatever else it leads to (client.md 4.4); names and units are Spring's. */
export interface DiscoveryCoreSettings {
  /** Fetches the registry and keeps a copy. @default true */
  readonly fetchRegistry: boolean;
  /** Zone to URLs; every URL ends with a slash. @default `{ defaultZone: 'http://localhost:8761/eureka/' }` */
  readonly serviceUrl: ReadonlyMap<string, readonly string[]>;
  /** @default 'us-east-1' */
  readonly region: string;
  /** Region to zones. @default {}, which means `defaultZone` */
  readonly availabilityZones: ReadonlyMap<string, readonly string[]>;
  /** Asks a registry of the own zone first. @default true */
  readonly preferSameZoneEureka: boolean;
  /** How often the list of registries is read anew, in seconds. @default 300 */
  readonly eurekaServiceUrlPollIntervalSeconds: number;
  /** In seconds. @default 30 */
  readonly registryFetchIntervalSeconds: number;
  /** How often changes of the own instance are sent, in seconds; also their rate limit. @default 30 */
  readonly instanceInfoReplicationIntervalSeconds: number;
  /** When they are sent for the first time, in seconds after the start. @default 40 */
  readonly initialInstanceInfoReplicationIntervalSeconds: number;
  /** Failing fetches pause at most this many intervals. @default 10 */
  readonly cacheRefreshExecutorExponentialBackOffBound: number;
  /** Takes the instance out of the registry at shutdown. @default true */
  readonly shouldUnregisterOnShutdown: boolean;
  /** Sends a change of status at once, within the rate limit. @default true */
  readonly onDemandUpdateStatusChange: boolean;
  /** Fetches in full only. @default false */
  readonly disableDelta: boolean;
  /** Looks up instances that are UP only. @default true */
  readonly filterOnlyUpInstances: boolean;
  /** Fetches this VIP only, or these, with commas between, always in full. @default none */
  readonly registryRefreshSingleVipAddress: string | undefined;
  /** Fetches these regions as well. @default [] */
  readonly fetchRemoteRegionsRegistry: readonly string[];
  /** Most connections to all registries. @default 200 */
  readonly eurekaServerTotalConnections: number;
  /** Most connections to one registry. @default 50 */
  readonly eurekaServerTotalConnectionsPerHost: number;
  /** How long an idle connection is kept, in seconds. @default 30 */
  readonly eurekaConnectionIdleTimeoutSeconds: number;
  /** Asks for compressed answers. @default true */
  readonly gZipContent: boolean;
  /** Follows redirects and tells registries so. @default false */
  readonly allowRedirects: boolean;
  /** `compact` leaves out what look-ups do not need. @default 'full' */
  readonly clientDataAccept: 'full' | 'compact';
  /** Order among discovery clients, lowest first. @default 0 */
  readonly order: number;
  /** Folder of the last good copy of the registry; `''` is the user's cache folder. @default '' */
  readonly cacheDir: string;
  /** Keeps a last good copy of the registry on disk. @default true */
  readonly cacheEnabled: boolean;
  /** An older copy is not used, in seconds. @default 86400 */
  readonly cacheMaxAgeSeconds: number;
  /** For how long an answer without any instance is not believed after one with instances, in seconds. @default 60 */
  readonly disbelieveEmptySeconds: number;
  /** A longer answer of a registry is refused, in bytes once unpacked. @default 104857600 */
  readonly maxAnswerBytes: number;
}
