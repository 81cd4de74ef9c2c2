/** The used keys of `eureka.server.*` about other regions, named as Spring's bean properties are (server.md 5, 7). */
export interface RegistryRegionOptions {
  /**
   * Other regions by name, each with the service URLs of its registries. Names are taken in any case of letters.
   * @default new Map()
   */
  readonly remoteRegionUrlsWithName: ReadonlyMap<string, readonly string[]>;
  /**
   * The applications that are shown of a region, or of each region without a list of its own (`global`). Without any list all are.
   * @default new Map()
   */
  readonly remoteRegionAppWhitelist: ReadonlyMap<string, readonly string[]>;
  /**
   * Shows other regions only to those who name them.
   * @default false
   */
  readonly disableTransparentFallbackToOtherRegion: boolean;
  /**
   * Reads other regions in full each time.
   * @default false
   */
  readonly disableDeltaForRemoteRegions: boolean;
  /**
   * Pause between two readings of a region, in seconds.
   * @default 30
   */
  readonly remoteRegionRegistryFetchInterval: number;
  /**
   * Connect timeout towards other regions, in ms.
   * @default 1000
   */
  readonly remoteRegionConnectTimeoutMs: number;
  /**
   * Read timeout towards other regions, in ms.
   * @default modern 5000, netflix 1000
   */
  readonly remoteRegionReadTimeoutMs: number;
  /**
   * Most connections to the registries of one region.
   * @default 1000
   */
  readonly remoteRegionTotalConnections: number;
  /**
   * Most connections to one registry of another region.
   * @default 500
   */
  readonly remoteRegionTotalConnectionsPerHost: number;
  /**
   * How long an idle connection to another region is kept, in seconds.
   * @default 30
   */
  readonly remoteRegionConnectionIdleTimeoutSeconds: number;
  /**
   * Asks other regions for compressed answers.
   * @default true
   */
  readonly gZipContentFromRemoteRegion: boolean;
  /**
   * A PKCS12 or PEM file with the authorities that are trusted towards other regions.
   * @default undefined: those that Node trusts
   */
  readonly remoteRegionTrustStore: string | undefined;
  /**
   * The password of that file.
   * @default 'changeit', as Java has it
   */
  readonly remoteRegionTrustStorePassword: string;
  /**
   * A folder for the last good copy of each region; nothing is written without it.
   * @default undefined
   */
  readonly remoteRegionCopyDir: string | undefined;
  /**
   * An older copy is not used, in ms.
   * @default 86400000
   */
  readonly remoteRegionCopyMaxAgeMs: number;
}
