import type { Candidate } from '../candidate.js';
import type { Picker, Rule } from '../picker.js';
import { sortedById } from '../rules/round-robin.js';

/** Longest expanded list per instance; weights whose sum is larger are scaled down, since the list takes memory. */
const ENTRIES_PER_INSTANCE = 100;

/** Spring's weighted supplier: each instance stands in the list as often as its weight says, interleaved (client.md 6.7). */
export function weightedList(inner: Rule): Rule {
  return {
    build: (pool, previous?: Picker) => inner.build({ ...pool, usable: expanded(sortedById(pool.usable)) }, previous),
  };
}

/** Weights 1, 2, 3 give `A B C B C C`. A weight that is not whole counts as 1, as in Spring. */
export function expanded(candidates: readonly Candidate[]): readonly Candidate[] {
  const list: Candidate[] = [];
  let active = withWhole(candidates);
  while (active.length > 0) {
    for (const { candidate } of active) list.push(candidate);
    active = active.filter(({ times }) => times > 1).map(({ candidate, times }) => ({ candidate, times: times - 1 }));
  }
  return list;
}

/** How often each stands in the list: its weight by the greatest common divisor of all. */
function withWhole(candidates: readonly Candidate[]): { readonly candidate: Candidate; readonly times: number }[] {
  const weights = candidates.map(({ weight }) => (Number.isInteger(weight) ? weight : 1));
  const divisor = weights.reduce(greatestCommonDivisor, 0);
  const sum = weights.reduce((total, weight) => total + weight / divisor, 0);
  const scale = Math.min(1, (candidates.length * ENTRIES_PER_INSTANCE) / sum);
  return candidates.map((candidate, index) => {
    const times = (weights[index] ?? 1) / divisor;
    return { candidate, times: scale < 1 ? Math.max(1, Math.round(times * scale)) : times };
  });
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
