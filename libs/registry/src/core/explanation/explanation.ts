import type { InstanceStatus } from '@nest-eureka/protocol';
import type { Caller } from '../attribution.js';
import type { Measure } from '../administration/measure.js';
import type { JournalEntry } from '../journal/journal-entry.js';
import type { Origin } from '../origin.js';
import type { Hold } from '../self-preservation.js';
import type { Said } from '../sentences/said.js';
import type { StatusReason } from './status-reason.js';

/** Why an instance is shown as it is. Instants are wall clock, in ms. */
export interface Explanation {
  readonly app: string;
  readonly id: string;
  readonly isRegistered: true;
  readonly status: StatusReason & {
    readonly shown: InstanceStatus;
    /** What the instance itself said last; undefined where only an overridden one is known. */
    readonly reported: InstanceStatus | undefined;
    readonly override:
      | {
          readonly status: InstanceStatus;
          /** When the last word about it was said; undefined where that is not known. */
          readonly setAt: number | undefined;
          /** Who decided it through the administration, why, and until when. */
          readonly measure: Measure | undefined;
        }
      | undefined;
  };
  readonly lease: {
    readonly registeredAt: number;
    readonly lastRenewalAt: number;
    readonly renewalIntervalMs: number;
    readonly durationMs: number;
    readonly expiresAt: number;
    readonly isExpired: boolean;
    /** False: known from a snapshot alone. */
    readonly isVerified: boolean;
    /** Who told of the last sign of life, and how it came; undefined: this node itself. */
    readonly heardFrom: { readonly origin: Origin | undefined; readonly by: Caller | undefined };
  };
  /** When it goes, in plain words. */
  readonly leaves: string;
  /** The same by their codes. */
  readonly leavesSaid: readonly Said[];
  /** What keeps it from being evicted; undefined: nothing. */
  readonly heldBy: Hold | undefined;
  /** What operators have decided about it and is in force. */
  readonly measures: readonly Measure[];
  /** The last changes, newest first. */
  readonly changes: readonly JournalEntry[];
}

/** What is still known about an instance that is not registered. */
export interface Obituary {
  readonly app: string;
  readonly id: string;
  readonly isRegistered: false;
  /** In plain words. */
  readonly sentence: string;
  /** The same by their codes. */
  readonly said: readonly Said[];
  readonly measures: readonly Measure[];
  readonly changes: readonly JournalEntry[];
}
