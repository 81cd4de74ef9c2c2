import type { InstanceInfo, InstanceStatus } from './instance-info.js';

/** All actions, spelled as on the wire. */
export const REPLICATION_ACTIONS = ['Heartbeat', 'Register', 'Cancel', 'StatusUpdate', 'DeleteStatusOverride'] as const;

/** What a peer did, and asks its fellow to do as well (wire.md 2.5). */
export type ReplicationAction = (typeof REPLICATION_ACTIONS)[number];

/** One item of a replication batch. Members that a sender left out are undefined; a receiver answers such items with 500. */
export interface ReplicationInstance {
  readonly appName: string | undefined;
  readonly id: string | undefined;
  readonly lastDirtyTimestamp: number | undefined;
  /** Text as sent: a heartbeat may carry anything; see `toInstanceStatus`. */
  readonly overriddenStatus: string | undefined;
  readonly status: string | undefined;
  readonly instanceInfo: InstanceInfo | undefined;
  readonly action: ReplicationAction | undefined;
}

/** The answer to one item, in the order of the request. */
export interface ReplicationInstanceResponse {
  readonly statusCode: number;
  /** The receiver's newer copy, with 409. */
  readonly responseEntity: InstanceInfo | undefined;
}

/** The known statuses by name; undefined for any other text. Exact and case-sensitive, as Java's enum look-up. */
export function toInstanceStatus(text: string | undefined): InstanceStatus | undefined {
  switch (text) {
    case 'UP':
    case 'DOWN':
    case 'STARTING':
    case 'OUT_OF_SERVICE':
    case 'UNKNOWN':
      return text;
    default:
      return undefined;
  }
}
