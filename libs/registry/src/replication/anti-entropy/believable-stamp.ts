/** A stamp further ahead than this is the mistake of a client's clock. */
const FUTURE_MS = 3_600_000;

/**
 * `lastDirtyTimestamp` as nodes of ours compare it among themselves: one from the future counts as the oldest.
 * @param now wall clock, ms
 */
export function believableStamp(dirtyAt: number | undefined, now: number): number {
  return dirtyAt === undefined || dirtyAt > now + FUTURE_MS ? 0 : dirtyAt;
}
