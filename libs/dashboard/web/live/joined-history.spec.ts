import { describe, expect, it } from '@jest/globals';
import type { HistoryPoint } from '../api/history-shapes.js';
import { gapsIn, heldSpans, joinedHistory } from './joined-history.js';

const point = (at: number, isHolding = false): HistoryPoint => ({
  at,
  renewals: 0,
  threshold: 0,
  expected: 0,
  instances: 0,
  statuses: {},
  registered: 0,
  cancelled: 0,
  evicted: 0,
  isHolding,
});
const points = (...times: readonly number[]): readonly HistoryPoint[] => times.map((at) => point(at));
const times = (of: readonly HistoryPoint[]): readonly number[] => of.map(({ at }) => at);

describe('the history of the page', () => {
  it.each([
    ['goes on', [1_000], [2_000], 2_500, [1_000, 2_000]],
    ['has each point once', [1_000, 2_000], [2_000, 3_000], 3_500, [1_000, 2_000, 3_000]],
    ['survives a restart of the server', [1_000, 2_000], [], 9_000, [1_000, 2_000]],
    ['forgets what is older than an hour', [1_000, 2_000], [3_601_500], 3_601_500, [2_000, 3_601_500]],
    ['forgets what a clock says that was set back', [9_000], [1_000], 1_500, [1_000]],
  ])('%s', (_what, known, read, now, expected) => {
    const document = { everyMs: 1_000, points: points(...read), now: point(now) };
    expect(times(joinedHistory(points(...known), document))).toEqual(expected);
  });

  it('breaks off where the server was away', () => {
    expect(gapsIn(points(0, 15, 30, 90, 105), 15)).toEqual([2]);
  });

  it('knows from when to when something was held', () => {
    const held = [point(0), point(1, true), point(2, true), point(3), point(4, true)];
    expect(heldSpans(held)).toEqual([
      [1, 2],
      [4, 4],
    ]);
  });
});
