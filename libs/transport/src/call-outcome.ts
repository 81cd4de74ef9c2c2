/** How a call to the registries came out. Nothing here ever holds credentials. */
export type CallOutcome<T> = Answered<T> | CallFailure;

/** A registry answered with a status that means something to the caller (client.md 3.3). */
export interface Answered<T> {
  readonly kind: 'answered';
  readonly status: number;
  /** The decoded document of a 200; undefined for every other status and where a call has none. */
  readonly value: T | undefined;
  /** Service URL of the registry that answered, without credentials. */
  readonly server: string;
}

/** No registry gave an answer that can be used. */
export interface CallFailure {
  readonly kind: 'failed';
  readonly reason: CallFailureReason;
  /** The status of the last registry that was asked, where it answered. */
  readonly status: number | undefined;
  /** A sentence that names each registry that was asked and what it did. */
  readonly message: string;
}

/**
 * What kept a call from succeeding, by the last registry that was asked: none is configured; no connection; no answer in
 * time; 401 or 403; another status; an answer that cannot be read; one beyond the limit; the caller gave up.
 */
export type CallFailureReason =
  'no-server' | 'unreachable' | 'timeout' | 'unauthorized' | 'refused' | 'unreadable' | 'too-large' | 'aborted';
