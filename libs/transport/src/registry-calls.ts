import type {
  Application,
  Applications,
  HeartbeatParameters,
  InstanceInfo,
  InstanceStatus,
} from '@nest-eureka/protocol';
import type { CallOutcome } from './call-outcome.js';
import type { WatchCalls } from './watch-calls.js';

export interface CallOptions {
  /** Gives the call up; the outcome is then `aborted`. */
  readonly signal?: AbortSignal;
  /** For the whole call with all its attempts. @default the settings' read timeout for each attempt */
  readonly timeoutMs?: number;
}

/** What of the registry to read. */
export interface ReadOptions extends CallOptions {
  /** Regions besides the registry's own. @default none */
  readonly regions?: readonly string[];
}

/**
 * Eureka's calls, to whichever of the configured registries answers (client.md 3.1). No method ever rejects or throws.
 * Statuses that are answers and not failures: 2xx everywhere, 404 on `register`, `heartbeat`, `delta` and whatever names one
 * application or instance, 403 on `delta`, any on `cancel`.
 */
export interface RegistryCalls {
  /** 204 means registered, nothing else does (client.md 1.4). */
  register(instance: InstanceInfo, options?: CallOptions): Promise<CallOutcome<never>>;
  /** 404: the registry does not know the instance. */
  heartbeat(app: string, id: string, beat: HeartbeatParameters, options?: CallOptions): Promise<CallOutcome<never>>;
  cancel(app: string, id: string, options?: CallOptions): Promise<CallOutcome<never>>;
  overrideStatus(
    app: string,
    id: string,
    status: InstanceStatus,
    lastDirtyTimestamp: number | undefined,
    options?: CallOptions,
  ): Promise<CallOutcome<never>>;
  removeOverride(
    app: string,
    id: string,
    lastDirtyTimestamp: number | undefined,
    options?: CallOptions,
  ): Promise<CallOutcome<never>>;
  applications(options?: ReadOptions): Promise<CallOutcome<Applications>>;
  /** 403 or 404: the registry has no deltas. */
  delta(options?: ReadOptions): Promise<CallOutcome<Applications>>;
  vip(address: string, options?: ReadOptions & { readonly secure?: boolean }): Promise<CallOutcome<Applications>>;
  application(name: string, options?: CallOptions): Promise<CallOutcome<Application>>;
  /** Without an application the id alone is looked up. */
  instance(app: string | undefined, id: string, options?: CallOptions): Promise<CallOutcome<InstanceInfo>>;
  /** The change stream; undefined where there can be none. */
  readonly watching?: WatchCalls;
  /** The local address of the last connection to a registry; undefined before the first. */
  readonly localAddress: string | undefined;
  /** Closes all connections and stops every timer; calls under way come out as `aborted`. */
  close(): void;
}
