import type { HistoryDocument, HistoryPoint } from '../api/history-shapes.js';

/** As long as the server remembers. */
const LONGEST_MS = 3_600_000;
/** So much more than its step may lie between two points before something is missing there. */
const GAP_STEPS = 2.5;

/** What is known, with what was read after it. A restarted server knows less than this page, and its clock may have been set. */
export function joinedHistory(
  known: readonly HistoryPoint[],
  { points, now }: HistoryDocument,
): readonly HistoryPoint[] {
  const kept = known.filter(({ at }) => at <= now.at && at > now.at - LONGEST_MS);
  const last = kept.at(-1)?.at ?? Number.NEGATIVE_INFINITY;
  return [...kept, ...points.filter(({ at }) => at > last)];
}

/** The places where the server was away: after these points a line breaks off. */
export function gapsIn(points: readonly HistoryPoint[], everyMs: number): readonly number[] {
  return points.flatMap(({ at }, index) => {
    const next = points[index + 1];
    return next !== undefined && next.at - at > GAP_STEPS * everyMs ? [index] : [];
  });
}

/** From when to when something was held, in ms. */
export function heldSpans(points: readonly HistoryPoint[]): readonly (readonly [number, number])[] {
  const spans: [number, number][] = [];
  let before = false;
  for (const { at, isHolding } of points) {
    const last = spans.at(-1);
    if (isHolding && before && last !== undefined) last[1] = at;
    else if (isHolding) spans.push([at, at]);
    before = isHolding;
  }
  return spans;
}
