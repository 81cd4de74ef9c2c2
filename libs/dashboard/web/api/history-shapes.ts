/** How the registry stood at a moment; what came and went is counted since the point before. */
export interface HistoryPoint {
  /** Of the server's clock, in ms. */
  readonly at: number;
  readonly renewals: number;
  readonly threshold: number;
  readonly expected: number;
  readonly instances: number;
  readonly statuses: Readonly<Record<string, number>>;
  readonly registered: number;
  readonly cancelled: number;
  readonly evicted: number;
  /** Self-preservation holds something. */
  readonly isHolding: boolean;
}

/** `x/history`. */
export interface HistoryDocument {
  readonly everyMs: number;
  readonly points: readonly HistoryPoint[];
  /** Still growing. */
  readonly now: HistoryPoint;
}
