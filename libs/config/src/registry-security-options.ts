/** Every key of `eureka.server.*` about limits and about sessions of browsers. */
export interface RegistrySecurityOptions {
  /**
   * A browser's session ends when nothing was heard of it for so long, in ms.
   * @default 1800000
   */
  readonly sessionIdleTimeoutMs: number;
  /**
   * A browser's session ends after this time in any case, in ms.
   * @default 43200000
   */
  readonly sessionMaxAgeMs: number;
  /**
   * Instances that may be registered at a time.
   * @default 500000
   */
  readonly maxInstances: number;
  /**
   * Instances that one application may have at a time.
   * @default 250000
   */
  readonly maxInstancesPerApplication: number;
  /**
   * Connections that may be open at a time; 0 sets no limit.
   * @default 0
   */
  readonly maxConnections: number;
  /**
   * How long the head of a request may take to arrive, in ms; 0 sets no limit.
   * @default 15000
   */
  readonly headerTimeoutMs: number;
  /**
   * How long a whole request may take to arrive, in ms; 0 sets no limit.
   * @default 60000
   */
  readonly requestTimeoutMs: number;
  /**
   * How long nothing may move on a connection whose answer is awaited or taken, in ms; 0 sets no limit. Longer than the change
   * stream is silent.
   * @default 120000
   */
  readonly stalledTimeoutMs: number;
  /**
   * Requests that one caller, a user or an address, may make a second; undefined: 100,000 with users, none without.
   * @default undefined
   */
  readonly callerRequestsPerSecond: number | undefined;
  /**
   * Answers 503 to reads above the rates below, as Netflix' filter does.
   * @default false
   */
  readonly rateLimiterEnabled: boolean;
  /** @default false */
  readonly rateLimiterThrottleStandardClients: boolean;
  /** @default [] */
  readonly rateLimiterPrivilegedClients: readonly string[];
  /** @default 10 */
  readonly rateLimiterBurstSize: number;
  /** A second. @default 500 */
  readonly rateLimiterRegistryFetchAverageRate: number;
  /** A second. @default 100 */
  readonly rateLimiterFullFetchAverageRate: number;
}

/** `eureka.server.audit.*`. */
export interface RegistryAuditOptions {
  /**
   * The file for administrative writes; each server needs one of its own. Nothing is written without it.
   * @default undefined
   */
  readonly path: string | undefined;
}
