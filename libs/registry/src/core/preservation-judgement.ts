/** How many are missing, of how many. */
export interface Absence {
  readonly missing: number;
  /** Listed, and evicted lately. */
  readonly known: number;
}

export interface HoldRule {
  /** A hold begins when more than this many are missing … */
  readonly tolerated: number;
  /** … and more than this share of the known, 0…1. */
  readonly startShare: number;
  /** It ends when no more than this share is missing; never more than `startShare`. */
  readonly endShare: number;
}

/** Shares such as 1 − 0.9 are not exact in binary; whole instances are what is compared. */
const ROUNDING = 1e-9;

/** Modern mode: whether to hold, given whether we do already (architecture section 5). */
export function holdsForAbsence({ missing, known }: Absence, rule: HoldRule, isHeld: boolean): boolean {
  if (isHeld) return missing > Math.min(rule.endShare, rule.startShare) * known + ROUNDING;
  return missing > rule.tolerated && missing > rule.startShare * known + ROUNDING;
}

/** Netflix mode: whether to hold, given the renewals of the last minute (server.md 2.10). */
export function holdsForRenewals(renewalsLastMinute: number, threshold: number): boolean {
  return threshold <= 0 || renewalsLastMinute <= threshold;
}
