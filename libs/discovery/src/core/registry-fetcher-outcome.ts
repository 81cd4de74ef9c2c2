import type { CallFailureReason } from '@nest-eureka/transport';

/** How one fetch came out. */
export type FetchOutcome =
  | {
      readonly kind: 'fetched';
      readonly by: 'full' | 'delta';
      /** Whether a caller can tell the registry from before. */
      readonly changed: boolean;
    }
  /** No usable answer: the registry stays as it was. */
  | { readonly kind: 'failed'; readonly reason: CallFailureReason; readonly message: string }
  /** The answer would lose every instance known, and is not believed yet. */
  | { readonly kind: 'doubted'; readonly message: string }
  /** The fetcher was stopped meanwhile; nothing was taken over. */
  | { readonly kind: 'stopped' };

/** Where the registry comes from and how old it is. Instants are ms since the epoch by this machine's clock. */
export interface FetchReport {
  readonly source: 'none' | 'registry' | 'copy';
  /** The last fetch that succeeded. */
  readonly lastFetchAt: number | undefined;
  /** What is known was true then and may not be any more; undefined while fetches succeed. */
  readonly staleSince: number | undefined;
  /** Fetches that failed or were not believed since the last success. */
  readonly failures: number;
  readonly lastFailure: { readonly at: number; readonly message: string } | undefined;
}
