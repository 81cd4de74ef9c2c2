/** How asking another node came out. `message` is to be read after its name and never holds credentials. */
export type ExchangeOutcome<T> = { readonly kind: 'told'; readonly value: T } | ExchangeFailure;

export type ExchangeFailure =
  /** It answers, but not as a node of ours does. */
  | { readonly kind: 'foreign' }
  /** Nobody is there. */
  | { readonly kind: 'unreachable'; readonly message: string }
  /** Anything else that another try may mend: a silence, a status that says later, an answer that cannot be read. */
  | { readonly kind: 'failed'; readonly message: string };
