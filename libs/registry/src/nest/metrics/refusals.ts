import type { Reply } from '../wire/reply.js';

/** Why a request is not taken although it can be read: who asks, how much of it there is, or when it comes. */
export const REFUSAL_REASONS = [
  'unauthenticated',
  'forbidden',
  'misdirected',
  'not-yours',
  'barred',
  'too-often',
  'netflix-rate',
  'too-large',
  'instances',
  'streams',
  'starting',
] as const;
export type RefusalReason = (typeof REFUSAL_REASONS)[number];

/** Statuses that are said for one reason alone. */
const BY_STATUS: Readonly<Record<number, RefusalReason>> = {
  401: 'unauthenticated',
  413: 'too-large',
  421: 'misdirected',
  429: 'too-often',
};

/** How many requests were refused, by reason. */
export class Refusals {
  readonly #counts = new Map<RefusalReason, number>(REFUSAL_REASONS.map((reason) => [reason, 0]));

  get counts(): ReadonlyMap<RefusalReason, number> {
    return this.#counts;
  }

  note(reason: RefusalReason): void {
    this.#counts.set(reason, (this.#counts.get(reason) ?? 0) + 1);
  }

  /** Counts an answer that is a refusal; any other is none of these. */
  noteReply(reply: Reply): void {
    if (!('status' in reply) || reply.status < 400) return;
    const reason = ('refused' in reply ? reply.refused : undefined) ?? BY_STATUS[reply.status];
    if (reason !== undefined) this.note(reason);
  }
}
