/**
 * How long an answer asks to be left in peace: `Retry-After` in seconds or as a date (RFC 9110 10.2.3). Undefined when absent or
 * not readable; 0 for a time that has passed.
 * @param now wall clock, ms
 */
export function retryAfterMs(header: string | undefined, now: number): number | undefined {
  const text = header?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  const at = /^[a-z]{3},/i.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}
