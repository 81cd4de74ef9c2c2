import type { InstanceInfo, InstanceStatus } from '@nest-eureka/protocol';
import type { InstanceStats } from './stats/instance-stats.js';

/** An instance as pickers see it: what they need of its metadata, read once per snapshot, and what calls to it have shown. */
export interface Candidate {
  /** The effective id (client.md 0.1). */
  readonly id: string;
  readonly instance: InstanceInfo;
  readonly status: InstanceStatus;
  /** Metadata `zone`, else Amazon's availability zone, as spelt there. */
  readonly zone: string | undefined;
  /** The zone in lower case: zones are compared without regard to case (client.md 6.7). */
  readonly zoneKey: string | undefined;
  /** Metadata `region`. */
  readonly region: string | undefined;
  /** Metadata `weight`, above 0; 1 when there is none. */
  readonly weight: number;
  /** Metadata `hint`. */
  readonly hint: string | undefined;
  /** Metadata `API_VERSION` (client.md 6.7). */
  readonly apiVersion: string | undefined;
  readonly stats: InstanceStats;
}
