import type { Detail } from '@nest-eureka/protocol';
import type { TimerClock } from '@nest-eureka/time';

/** Where registries are found by DNS TXT records instead of by configured URLs (client.md 3.7). */
export interface DnsSettings {
  /** Eureka's `eurekaServerDNSName`; records are read below `txt.<region>.<domain>`. */
  readonly domain: string;
  readonly port: number;
  /** Path of the registries, such as `eureka`. */
  readonly context: string;
}

/** An HTTP proxy. The variables HTTP_PROXY and their like are not looked at. */
export interface ProxySettings {
  readonly host: string;
  readonly port: number;
  readonly user?: string | undefined;
  readonly password?: string | undefined;
}

/**
 * Paths of files for TLS; they are read again when they change. A store is PKCS12 or PEM, told apart by what it holds; `ca`,
 * `cert` and `key` are PEM. Without `trustStore` and `ca` the runtime's own authorities are trusted.
 */
export interface TlsSettings {
  readonly keyStore?: string | undefined;
  readonly keyStorePassword?: string | undefined;
  /** @default keyStorePassword */
  readonly keyPassword?: string | undefined;
  readonly trustStore?: string | undefined;
  readonly trustStorePassword?: string | undefined;
  readonly ca?: string | undefined;
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
  readonly pfx?: string | undefined;
  /** For `key` and `pfx`. */
  readonly passphrase?: string | undefined;
}

/** A token, or who gives the present one; it is asked before each request. */
export type BearerToken = string | (() => string | Promise<string>);

/** What of the settings is about connections. */
export interface ConnectionSettings {
  /** From the request to a usable connection: look-up, TCP and TLS, the wait for a free one included. */
  readonly connectTimeoutMs: number;
  /** Longest silence of a registry once connected. A whole answer may take ten times that. */
  readonly readTimeoutMs: number;
  readonly maxSocketsPerHost: number;
  readonly maxSockets: number;
  /** A connection that was not used for so long is closed. */
  readonly idleTimeoutMs: number;
  /** Largest answer, before and after unpacking, in bytes. */
  readonly maxAnswerBytes: number;
  readonly gzip: boolean;
  readonly detail: Detail;
  /** Asks registries for redirects (client.md 3.4). They are followed either way. */
  readonly allowRedirects: boolean;
  /** For registries whose URL has no credentials. */
  readonly bearerToken?: BearerToken | undefined;
  readonly proxy?: ProxySettings | undefined;
  /** Sent with each request. @default none besides those that belong to it */
  readonly headers?: Readonly<Record<string, string>>;
  readonly tls?: TlsSettings | undefined;
}

/** Which registries there are, and in which order they are asked. */
export interface ServerListSettings {
  /** By zone; a zone without an entry gets that of `defaultZone`. */
  readonly serviceUrls: ReadonlyMap<string, readonly string[]>;
  readonly region: string;
  /** Zones by region; one called `defaultZone` where a region has no entry. */
  readonly availabilityZones: ReadonlyMap<string, readonly string[]>;
  readonly preferSameZone: boolean;
  /** Instead of `serviceUrls`. */
  readonly dns?: DnsSettings | undefined;
  /** How long a list is used before it is made anew. */
  readonly serviceUrlPollIntervalMs: number;
}

/** How calls to registries are made; plain values without defaults (client.md 3 and 4.4). */
export interface TransportSettings extends ConnectionSettings, ServerListSettings {
  /** How long the choice of a registry lasts, give or take half (client.md 3.2). */
  readonly sessionMs: number;
  /** Share of the registries in quarantine at which all are let out again (client.md 3.3). */
  readonly quarantineRefreshShare: number;
}

/** Reads the TXT records of a name, each in its pieces, as node:dns gives them. */
export type ResolveTxt = (name: string) => Promise<readonly (readonly string[])[]>;

export interface TransportDeps {
  readonly clock: TimerClock;
  /** Numbers in [0, 1). */
  readonly random: () => number;
  /** Takes what somebody should know and no call tells; never credentials. Must not throw. */
  readonly onWarning: (message: string) => void;
  /** @default node:dns */
  readonly resolveTxt?: ResolveTxt;
}
