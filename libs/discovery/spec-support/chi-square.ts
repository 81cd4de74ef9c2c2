/** How often each text occurs. */
export function tally(texts: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}

/** Pearson's χ² of counts against expected shares, which need not sum to 1; unexpected texts make it infinite. */
export function chiSquare(counts: ReadonlyMap<string, number>, shares: ReadonlyMap<string, number>): number {
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const whole = [...shares.values()].reduce((sum, share) => sum + share, 0);
  if ([...counts.keys()].some((text) => !shares.has(text))) return Infinity;
  let sum = 0;
  for (const [text, share] of shares) {
    const expected = (total * share) / whole;
    sum += ((counts.get(text) ?? 0) - expected) ** 2 / expected;
  }
  return sum;
}

/** What χ² passes by chance once in a million times (Wilson and Hilferty's approximation). */
export function chiSquareLimit(kinds: number): number {
  const freedom = kinds - 1;
  const part = 2 / (9 * freedom);
  return freedom * (1 - part + 4.75 * Math.sqrt(part)) ** 3;
}
