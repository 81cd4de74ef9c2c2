const UNITS_MS: Readonly<Record<string, number>> = { '': 1000, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** The longest that an order may hold. */
const LONGEST_MS = 366 * 86_400_000;

/** `90`, `90s`, `10m`, `2h` or `1d` in ms, seconds where no unit is named; undefined: not written so, or longer than 366 days. */
export function timeSpanMs(text: string): number | undefined {
  const [, number = '', unit = ''] = /^(\d{1,9}(?:\.\d{1,3})?)([smhd]?)$/.exec(text) ?? [];
  const ms = number === '' ? Number.NaN : Math.round(Number(number) * (UNITS_MS[unit] ?? Number.NaN));
  return ms >= 1 && ms <= LONGEST_MS ? ms : undefined;
}
