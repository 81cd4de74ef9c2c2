import type { InstanceInfo } from './instance-info.js';

/** All instances of one service name (wire.md 1.7). */
export interface Application {
  readonly name: string;
  readonly instances: readonly InstanceInfo[];
}

/** A registry, a delta, or the instances of one VIP (wire.md 1.8). */
export interface Applications {
  /** 1 for a full registry, -1 for a VIP, a growing number for a delta. */
  readonly versionsDelta: number;
  /** See `appsHashCode`; undefined when the document has none. */
  readonly appsHashCode: string | undefined;
  readonly applications: readonly Application[];
}
