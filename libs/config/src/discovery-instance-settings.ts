/** A status that an instance may have. */
export type ConfiguredStatus = 'UP' | 'DOWN' | 'STARTING' | 'OUT_OF_SERVICE' | 'UNKNOWN';

/** `eureka.instance.drain.*`: how an application leaves. */
export interface DrainSettings {
  /** False: it is taken out of the registry and stops at once. @default true */
  readonly enabled: boolean;
  /**
   * What it tells the registry before it goes. A registry takes DOWN by the word of the instance, as Spring sends it;
   * OUT_OF_SERVICE takes an override besides (server.md 2.5). @default 'DOWN'
   */
  readonly status: 'DOWN' | 'OUT_OF_SERVICE';
  /**
   * How long callers have to see that status before the instance is cancelled, in seconds. Callers that poll every 30 s
   * see it later: raise it to their fetch interval where no request may be lost. @default 5
   */
  readonly waitSeconds: number;
  /** The longest that all of it may take, in seconds. @default 30 */
  readonly deadlineSeconds: number;
}

/** `eureka.instance.*` that only a client uses (client.md 4.1). */
export interface DiscoveryOnlyInstanceSettings {
  /** Name of the scaling group. @default none */
  readonly aSGName: string | undefined;
  /** Registers as UP from the first moment in place of STARTING. @default false */
  readonly instanceEnabledOnit: boolean;
  /** The status once the application is ready. @default 'UP' */
  readonly initialStatus: ConfiguredStatus;
  /** Drains on SIGTERM and SIGINT without `app.enableShutdownHooks()`. @default true */
  readonly handleSignals: boolean;
}
