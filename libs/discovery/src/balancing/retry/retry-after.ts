const SECONDS = /^\d{1,10}$/;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** `Sun, 06 Nov 1994 08:49:37 GMT` and RFC 850's `Sunday, 06-Nov-94 08:49:37 GMT`. */
const DATE = /^[a-z]+, (\d{2})[ -]([a-z]{3})[ -](\d{4}|\d{2}) (\d{2}):(\d{2}):(\d{2}) gmt$/;
/** asctime's `Sun Nov  6 08:49:37 1994`, its parts in other places. */
const ASCTIME = /^[a-z]{3} ([a-z]{3}) ([ \d]\d) (\d{2}):(\d{2}):(\d{2}) (\d{4})$/;

/**
 * How long an answer asks to wait: `Retry-After` in seconds or as one of HTTP's three dates (RFC 9110 10.2.3, 5.6.7).
 * Undefined when absent or malformed; 0 for a time that has passed. `wallClockMs` is now, since the epoch.
 */
export function retryAfterMs(header: string | undefined, wallClockMs: number): number | undefined {
  const text = header?.trim().toLowerCase();
  if (!text) return undefined;
  if (SECONDS.test(text)) return Number(text) * 1000;
  const at = httpDate(text, wallClockMs);
  return at === undefined ? undefined : Math.max(0, at - wallClockMs);
}

function httpDate(text: string, wallClockMs: number): number | undefined {
  const common = DATE.exec(text);
  if (common !== null) {
    const [, day, month, year, hour, minute, second] = common;
    return instant(yearOf(year ?? '', wallClockMs), month, day, [hour, minute, second]);
  }
  const [, month, day, hour, minute, second, year] = ASCTIME.exec(text) ?? [];
  return year === undefined ? undefined : instant(Number(year), month, day, [hour, minute, second]);
}

/** Two digits that would lie more than 50 years ahead mean the century before (RFC 9110 5.6.7). */
function yearOf(digits: string, wallClockMs: number): number {
  if (digits.length === 4) return Number(digits);
  const thisYear = new Date(wallClockMs).getUTCFullYear();
  const year = Math.floor(thisYear / 100) * 100 + Number(digits);
  return year > thisYear + 50 ? year - 100 : year;
}

function instant(
  year: number,
  monthName: string | undefined,
  day: string | undefined,
  time: readonly (string | undefined)[],
): number | undefined {
  const month = MONTHS.indexOf(monthName ?? '');
  const [hour = 0, minute = 0, second = 0] = time.map(Number);
  const at = Date.UTC(year, month, Number(day), hour, minute, Math.min(second, 59));
  const date = new Date(at);
  const isReal = month >= 0 && date.getUTCMonth() === month && hour < 24 && minute < 60 && second <= 60;
  return isReal ? at : undefined;
}
