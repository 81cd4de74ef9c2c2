/** How the reading of one peer came out. */
export type FillReading =
  /** Everything that it has is here. `isOurs`: it is a node of ours; `isFilled`: its own start-up is over. */
  | { readonly kind: 'taken'; readonly isOurs: boolean; readonly isFilled: boolean; readonly leases: number }
  /** It is this very node. */
  | { readonly kind: 'self' }
  /** Nobody is there. */
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'failed'; readonly message: string; /** See `retryAfterOf`. */ readonly retryAfterMs?: number };

/** A peer that a node fills itself from. */
export interface FillSource {
  /** Without credentials. */
  readonly url: string;
  /** Reads everything. Never rejects. */
  read(signal: AbortSignal): Promise<FillReading>;
}
