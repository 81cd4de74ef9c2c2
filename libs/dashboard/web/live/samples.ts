import type { PageState } from '../api/shapes.js';

/** One moment of the charts. */
export interface Sample {
  /** In seconds, as uPlot counts. */
  readonly at: number;
  readonly renewals: number;
  readonly threshold: number;
  readonly registered: number;
  readonly cancelled: number;
  readonly evicted: number;
}

const MOST_SAMPLES = 720;
const LEAST_STEP_SECONDS = 4;
const samples: Sample[] = [];
let last: PageState | undefined;

/** Adds a moment, where enough time has passed since the last; registrations and the like count since then. */
export function sampled(state: PageState): readonly Sample[] {
  const at = Math.round(state.at / 1000);
  const latest = samples.at(-1);
  if (last !== undefined && last.startedAt > state.at) samples.length = 0;
  if (latest !== undefined && at - latest.at < LEAST_STEP_SECONDS) return samples;
  const before = last?.totals ?? state.totals;
  const since = (name: keyof PageState['totals']): number => Math.max(0, state.totals[name] - before[name]);
  samples.push({
    at,
    renewals: state.system.renewsLastMinute,
    threshold: state.system.renewsThreshold,
    registered: since('registered'),
    cancelled: since('cancelled'),
    evicted: since('evicted'),
  });
  if (samples.length > MOST_SAMPLES) samples.shift();
  last = state;
  return [...samples];
}
