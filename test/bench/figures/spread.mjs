/** Median and range of some figures. */
export function spread(values) {
  if (values.length === 0) throw new Error('no figures, no spread');
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  return { median, min: sorted[0], max: sorted.at(-1) };
}

/** The spread of one row of figures over another, round by round: what the machine does to both falls out. */
export function ratioSpread(values, beside) {
  return spread(values.map((value, round) => value / beside[round]));
}
