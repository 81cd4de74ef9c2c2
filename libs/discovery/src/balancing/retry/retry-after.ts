const SECONDS = /^\d{1,10}$/;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const MEAN_YEAR_MS = 365.2425 * 86_400_000;
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

/** Two digits mean the latest such year that is not more than 50 years ahead (RFC 9110 5.6.7). */
function yearOf(digits: string, wallClockMs: number): number {
  if (digits.length === 4) return Number(digits);
  const latest = Math.floor(1970 + wallClockMs / MEAN_YEAR_MS) + 50;
  return latest - ((((latest - Number(digits)) % 100) + 100) % 100);
}

function instant(
  year: number,
  monthName: string | undefined,
  dayText: string | undefined,
  time: readonly (string | undefined)[],
): number | undefined {
  const month = MONTHS.indexOf(monthName ?? '');
  const day = Number(dayText);
  const [hour = 0, minute = 0, second = 0] = time.map(Number);
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const lastDay = month === 1 && isLeap ? 29 : (MONTH_DAYS[month] ?? 0);
  if (day < 1 || day > lastDay || hour > 23 || minute > 59 || second > 60) return undefined;
  return (((daysBefore(year, month, isLeap) + day - 1) * 24 + hour) * 60 + minute) * 60_000 + second * 1000;
}

/** Days from the epoch to the first of a month. */
function daysBefore(year: number, month: number, isLeap: boolean): number {
  const past = year - 1;
  const years = 365 * (year - 1970) + Math.floor(past / 4) - Math.floor(past / 100) + Math.floor(past / 400) - 477;
  const months = MONTH_DAYS.slice(0, month).reduce((sum, days) => sum + days, 0);
  return years + months + (isLeap && month > 1 ? 1 : 0);
}
