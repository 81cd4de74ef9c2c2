/** What half, 99 and 99.9 of a hundred values do not exceed, and the largest. */
export function percentiles(values) {
  if (values.length === 0) throw new Error('no values, no percentiles');
  const sorted = Float64Array.from(values).sort();
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
  return { p50: at(0.5), p99: at(0.99), p999: at(0.999), max: sorted.at(-1) };
}
