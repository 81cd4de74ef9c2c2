import type { InstanceStatus } from '@nest-eureka/protocol';
import type { Caller } from '../attribution.js';
import type { Origin } from '../origin.js';
import type { Said } from '../sentences/said.js';

/** What can happen to an instance. */
export const INSTANCE_KINDS = [
  'registered',
  'registered-again',
  'cancelled',
  'evicted',
  'status-changed',
  'override-set',
  'override-removed',
] as const;

/** What can happen to the registry as a whole. */
export const REGISTRY_KINDS = [
  'hold-began',
  'hold-ended',
  'peer-available',
  'peer-unavailable',
  'administered',
] as const;

export type InstanceKind = (typeof INSTANCE_KINDS)[number];
export type RegistryKind = (typeof REGISTRY_KINDS)[number];
export type JournalKind = InstanceKind | RegistryKind;

/** One line of the journal. */
export interface JournalEntry {
  /** Counts the lines of this node. */
  readonly number: number;
  /** The registry's revision when it happened, as the change stream counts. */
  readonly revision: number;
  /** Wall clock, in ms. */
  readonly at: number;
  readonly kind: JournalKind;
  /** Undefined where it is not about one instance. */
  readonly app: string | undefined;
  readonly id: string | undefined;
  readonly origin: Origin | undefined;
  /** Undefined: the registry itself. */
  readonly by: Caller | undefined;
  readonly from: InstanceStatus | undefined;
  readonly to: InstanceStatus | undefined;
  /** In plain words, where the rest does not say it all. */
  readonly detail: string | undefined;
  /** The detail by its code; undefined where it is no sentence. */
  readonly said: Said | undefined;
}

/** What may be said of something that is no change of a lease. */
export type Remark = Pick<JournalEntry, 'kind'> &
  Partial<Pick<JournalEntry, 'app' | 'id' | 'by' | 'from' | 'to' | 'detail' | 'said'>>;
