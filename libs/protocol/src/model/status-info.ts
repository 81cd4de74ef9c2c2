import type { InstanceInfo } from './instance-info.js';

/** The document of `GET /status`: two tables of texts and the server's own instance (wire.md 2.6). */
export interface StatusInfo {
  readonly generalStats: ReadonlyMap<string, string>;
  readonly applicationStats: ReadonlyMap<string, string>;
  readonly instanceInfo: InstanceInfo | undefined;
  /** Undefined, and then not written, unless a minimum of replicas is configured. */
  readonly healthy: boolean | undefined;
}
