import type { InstanceInfo } from '@nest-eureka/protocol';

export type RegisterOutcome =
  | { readonly kind: 'registered' }
  /** `message` is Java's own text (server.md 1.4 D). */
  | { readonly kind: 'refused'; readonly message: string };

export type RenewOutcome =
  | { readonly kind: 'renewed' }
  /** No lease, or one whose status is UNKNOWN: it has to register again. */
  | { readonly kind: 'unknown' }
  /** Renewed, but our copy is older than the sender's: it has to register again. */
  | { readonly kind: 'outdated' }
  /** Renewed, but the peer's copy is older than ours, which it gets. */
  | { readonly kind: 'conflict'; readonly instance: InstanceInfo };

export type CancelOutcome =
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'unknown' }
  /** What stands here is newer than what was to be ended, and stays. */
  | { readonly kind: 'superseded'; readonly instance: InstanceInfo };

/** `changed` also when the call found everything as it was to be. */
export type ChangeOutcome = { readonly kind: 'changed' } | { readonly kind: 'unknown' };

export const RENEWED: RenewOutcome = { kind: 'renewed' };
export const UNKNOWN = { kind: 'unknown' } as const;
export const CHANGED: ChangeOutcome = { kind: 'changed' };
export const OUTDATED: RenewOutcome = { kind: 'outdated' };
