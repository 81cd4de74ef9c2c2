/** The same elements in a random order, frozen; `random` gives numbers in [0, 1). */
export function shuffled<T>(elements: readonly T[], random: () => number): readonly T[] {
  const result = [...elements];
  for (let last = result.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    const moved = result[last] as T;
    result[last] = result[other] as T;
    result[other] = moved;
  }
  return Object.freeze(result);
}
