import { numberOf, textOf } from './json-members.js';
import type { Members } from './json-members.js';

/** A text or a number as it is, `-` for anything else. */
export function wordOf(value: unknown): string {
  return typeof value === 'number' ? String(value) : (textOf(value) ?? '-');
}

export function timeText(value: unknown): string {
  const at = numberOf(value);
  return at === undefined || Math.abs(at) > 8.64e15 ? '-' : new Date(at).toISOString();
}

/** The largest unit of which at least two have passed. */
const AGO_UNITS: readonly (readonly [seconds: number, unit: string])[] = [
  [86_400, 'd'],
  [3600, 'h'],
  [60, 'min'],
];

/** @param now wall clock, ms, as `at` */
export function agoText(at: unknown, now: number): string {
  const instant = numberOf(at);
  if (instant === undefined || Number.isNaN(instant)) return '-';
  const seconds = Math.max(0, Math.round((now - instant) / 1000));
  const [length, unit] = AGO_UNITS.find(([least]) => seconds >= 2 * least) ?? [1, 's'];
  return `${Math.floor(seconds / length)} ${unit} ago`;
}

/** Who did something, as the journal has it. */
export function callerText(caller: Members | undefined): string | undefined {
  if (caller === undefined) return undefined;
  const { name, address, peer } = caller;
  const where = address === undefined ? '' : ` at ${wordOf(address)}`;
  return `${wordOf(name)}${where}${peer === undefined ? '' : `, told by ${wordOf(peer)}`}`;
}
