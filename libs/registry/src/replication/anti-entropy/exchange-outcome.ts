/** How asking another node came out. `message` is to be read after its name and never holds credentials. */
export type ExchangeOutcome<T> = { readonly kind: 'told'; readonly value: T } | ExchangeFailure;

export type ExchangeFailure =
  /** It answers, but not as a node of ours does. */
  | { readonly kind: 'foreign' }
  /** Nobody is there. */
  | { readonly kind: 'unreachable'; readonly message: string }
  /** Anything else that another try may mend: a silence, a status that says later, an answer that cannot be read. */
  | {
      readonly kind: 'failed';
      readonly message: string;
      /** How long it asks to be left in peace. */
      readonly retryAfterMs?: number | undefined;
    };

/** The longest that a busy node is left in peace because it asks for it. */
const LONGEST_MS = 30_000;

/** How long to wait at least before it is asked again, ms. */
export function retryAfterOf(failure: ExchangeFailure): number {
  return failure.kind === 'failed' ? Math.min(failure.retryAfterMs ?? 0, LONGEST_MS) : 0;
}
