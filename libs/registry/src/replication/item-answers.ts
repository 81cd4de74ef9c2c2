import { instanceIdOf } from '@nest-eureka/protocol';
import type { InstanceInfo } from '@nest-eureka/protocol';
import type { Clock } from '@nest-eureka/time';
import type { LeaseStore } from '../core/lease-store.js';
import { overrideOf } from '../core/override-record.js';
import { believableStamp } from './anti-entropy/believable-stamp.js';
import type { CopyIntake } from './anti-entropy/copy-intake.js';
import type { OverrideWords } from './anti-entropy/copy-hash.js';
import type { ItemAnswer } from './item-answer.js';
import { registrationAfter } from './replication-message.js';
import type { ReplicationMessage } from './replication-message.js';

/** What the answer to one item led to. */
export type ItemVerdict =
  | { readonly kind: 'taken' }
  /** The peer does not have the instance as the heartbeat says: it is to be sent in full. */
  | { readonly kind: 'wanted'; readonly registration: ReplicationMessage }
  /** The peer knew better; its copy is ours now. */
  | { readonly kind: 'adopted' }
  /** Nothing follows: the peer has no such instance, or could not do it. */
  | { readonly kind: 'declined'; readonly status: number };

export interface ItemAnswersDeps {
  readonly store: LeaseStore;
  readonly overrides: OverrideWords;
  readonly leases: { adopt(instance: InstanceInfo): void };
  readonly intake: Pick<CopyIntake, 'take'>;
  readonly clock: Clock;
}

export interface ItemAnswersSettings {
  /** Whether a newer copy of a peer is taken over (server.md 4.5). */
  readonly syncWhenTimestampDiffers: boolean;
  /** As `MessageLives` has it. */
  readonly registrationMs: number | undefined;
}

const TAKEN: ItemVerdict = { kind: 'taken' };
const ADOPTED: ItemVerdict = { kind: 'adopted' };

/** Does what follows from the answers to single items (server.md 4.5). */
export class ItemAnswers {
  constructor(
    private readonly deps: ItemAnswersDeps,
    private readonly settings: ItemAnswersSettings,
  ) {}

  take(message: ReplicationMessage, answer: ItemAnswer): ItemVerdict {
    const { statusCode, responseEntity } = answer;
    if (statusCode >= 200 && statusCode < 300) return TAKEN;
    const declined: ItemVerdict = { kind: 'declined', status: statusCode };
    if (message.action === 'Heartbeat' && statusCode === 404) return this.#sendInFull(message) ?? declined;
    if (responseEntity === undefined || !this.settings.syncWhenTimestampDiffers) return declined;
    if (answer.ageMs !== undefined) return this.#takeOwn(message, responseEntity, answer) ? ADOPTED : declined;
    if (message.action !== 'Heartbeat' && message.action !== 'Cancel') return declined;
    return this.#adopt(message, responseEntity) ? ADOPTED : declined;
  }

  /** As it is now; it may be gone since. */
  #sendInFull(heartbeat: ReplicationMessage): ItemVerdict | undefined {
    const lease = this.deps.store.find(heartbeat.app, heartbeat.id);
    if (lease === undefined) return undefined;
    const now = this.deps.clock.monotonic();
    const override = this.deps.overrides.record(heartbeat.id);
    const expiresAt = now + (this.settings.registrationMs ?? lease.renewalIntervalMs);
    return {
      kind: 'wanted',
      registration: { ...registrationAfter(heartbeat, lease.instance, override, now), expiresAt },
    };
  }

  /** A copy of a node of ours, with its age: put together with ours as when registries are compared. */
  #takeOwn({ action, app, id, instance }: ReplicationMessage, theirs: InstanceInfo, answer: ItemAnswer): boolean {
    if (theirs.app !== app || instanceIdOf(theirs) !== id) return false;
    const { store, clock, intake } = this.deps;
    const ours = store.find(app, id)?.instance;
    if (ours === undefined && action !== 'Cancel') return false;
    const now = clock.now();
    const known = believableStamp((ours ?? instance).lastDirtyTimestamp, now);
    if (believableStamp(theirs.lastDirtyTimestamp, now) <= known) return false;
    return intake.take({ instance: theirs, override: overrideOf(theirs, answer.override) }, answer.ageMs ?? 0);
  }

  /**
   * Only while ours is the older one: it may have changed since the item was sent. After a heartbeat it must still stand, since
   * what was cancelled meanwhile does not come back; after a cancel that came too late it is back already, or comes back newer.
   */
  #adopt(message: ReplicationMessage, theirs: InstanceInfo): boolean {
    if (theirs.app !== message.app || instanceIdOf(theirs) !== message.id) return false;
    const ours = this.deps.store.find(message.app, message.id)?.instance;
    if (ours === undefined && message.action === 'Heartbeat') return false;
    const known = (ours ?? message.instance).lastDirtyTimestamp ?? 0;
    if ((theirs.lastDirtyTimestamp ?? 0) <= known) return false;
    this.deps.leases.adopt(theirs);
    return true;
  }
}
