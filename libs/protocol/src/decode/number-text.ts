const DECIMAL = /^\s*[+-]?\d+(?:\.\d*)?(?:[eE][+-]?\d+)?\s*$/;
const INT_LIMIT = 2 ** 31;
const LONG_LIMIT = 2 ** 63;

function truncated(text: string, limit: number): number | undefined {
  if (!DECIMAL.test(text)) return undefined;
  const number = Math.trunc(Number(text));
  return number >= -limit && number < limit ? number : undefined;
}

/** A number in the range of Java's int, fraction cut off; undefined when the text is none. */
export function toInt(text: string): number | undefined {
  return truncated(text, INT_LIMIT);
}

/** A number in the range of Java's long, fraction cut off; undefined when the text is none. Exact up to 2^53. */
export function toLong(text: string): number | undefined {
  return truncated(text, LONG_LIMIT);
}
