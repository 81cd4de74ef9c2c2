/** How the reading of another region gets on. Instants are ms since the epoch by this machine's clock. */
export interface RegionReport {
  readonly region: string;
  /** Service URLs without credentials. */
  readonly urls: readonly string[];
  readonly instances: number;
  /** Where they come from: nowhere yet, the region itself, or its copy on disk. */
  readonly source: 'none' | 'region' | 'copy';
  /** The last reading that succeeded; undefined before the first. */
  readonly readAt: number | undefined;
  /** What is known was true then and may not be any more; undefined while readings succeed and before the first. */
  readonly staleSince: number | undefined;
  /** Readings that failed since the last one that succeeded. */
  readonly failures: number;
  readonly lastFailure: { readonly at: number; readonly message: string } | undefined;
}

/** What is worth a line in the log: a region is there, or has stopped answering. */
export type RegionNews =
  | { readonly kind: 'read'; readonly report: RegionReport; readonly missed: number }
  | { readonly kind: 'copy-taken'; readonly report: RegionReport }
  | { readonly kind: 'lost'; readonly report: RegionReport; readonly message: string };
