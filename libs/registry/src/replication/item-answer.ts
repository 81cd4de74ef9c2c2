import type { ReplicationInstanceResponse } from '@nest-eureka/protocol';
import type { OverrideRecord } from '../core/override-record.js';

/** What a peer says to one item; a node of ours adds to its copy what Java has no word for. */
export interface ItemAnswer extends ReplicationInstanceResponse {
  /** How long ago its copy was renewed; undefined from a peer that is none of ours. */
  readonly ageMs?: number;
  /** The last word about the override of its copy. */
  readonly override?: OverrideRecord | undefined;
}

export const TAKEN_ITEM: ItemAnswer = { statusCode: 200, responseEntity: undefined };
