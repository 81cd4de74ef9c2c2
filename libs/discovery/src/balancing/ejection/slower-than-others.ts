import type { Candidate } from '../candidate.js';
import type { EjectionOptions } from './ejection-options.js';

/** Who is too slow against the median of those measured; the slowest first. Fewer than three cannot tell who is the odd one. */
export function slowerThanOthers(
  candidates: readonly Candidate[],
  { latencyFactor, latencyFloorMs, latencyAnswers }: Required<EjectionOptions>,
  now: number,
): readonly Candidate[] {
  const measured = candidates.filter(({ stats }) => stats.recentAnswers >= latencyAnswers);
  if (measured.length < 3) return [];
  const latencies = Float64Array.from(measured, ({ stats }) => stats.latencyMs).sort();
  const median = latencies[Math.floor((latencies.length - 1) / 2)] ?? 0;
  const limit = Math.max(latencyFloorMs, latencyFactor * median);
  return measured
    .filter(({ stats }) => stats.latencyMs > limit && stats.isFreshlyMeasured(now))
    .sort((a, b) => b.stats.latencyMs - a.stats.latencyMs);
}
