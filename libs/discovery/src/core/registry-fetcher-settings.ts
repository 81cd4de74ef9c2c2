/** How the registry is read (client.md 2.1, 4.4). */
export interface FetcherSettings {
  /** Between the end of one fetch and the start of the next. */
  readonly intervalMs: number;
  /** The same while a change stream is open, as a safety net. */
  readonly watchedIntervalMs: number;
  /** The slowest cycle, as a multiple of the interval; reached by fetches that time out again and again. */
  readonly backOffBound: number;
  /** Limit of one fetch, whatever it takes of attempts. */
  readonly fetchTimeoutMs: number;
  /** The same of the very first fetch, which a start may be waiting for. */
  readonly firstFetchTimeoutMs: number;
  /** First pause between tries while no registry has ever answered; it doubles up to the interval. */
  readonly firstRetryMs: number;
  readonly disableDelta: boolean;
  /** Regions besides the registry's own. */
  readonly remoteRegions: readonly string[];
  /** Only these VIP addresses are fetched, always in full; none for the whole registry. */
  readonly vipAddresses: readonly string[];
  /** How long an answer that loses every instance known is not believed; 0 believes it at once. */
  readonly disbelieveEmptyMs: number;
}
