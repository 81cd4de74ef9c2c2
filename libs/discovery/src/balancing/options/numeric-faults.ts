import type { BalancingFault } from './balancing-fault.js';

/** What a number must be. */
export interface NumberRule {
  readonly from: number;
  readonly to?: number;
  /** `from` itself is not allowed. */
  readonly above?: boolean;
  readonly whole?: boolean;
}

export const SHARE: NumberRule = { from: 0, to: 1 };
export const SOME_SHARE: NumberRule = { from: 0, to: 1, above: true };
export const COUNT: NumberRule = { from: 0, whole: true };
export const POSITIVE_COUNT: NumberRule = { from: 1, whole: true };
export const DURATION: NumberRule = { from: 0 };
export const POSITIVE: NumberRule = { from: 0, above: true };

/** Faults of the numbers of one group of options; absent ones have none. */
export function numericFaults<T extends object>(
  group: string,
  options: T | undefined,
  rules: Readonly<Partial<Record<keyof T & string, NumberRule>>>,
): BalancingFault[] {
  const faults: BalancingFault[] = [];
  for (const [name, rule] of Object.entries<NumberRule | undefined>(rules)) {
    const value: unknown = (options as Readonly<Record<string, unknown>> | undefined)?.[name];
    if (value === undefined || rule === undefined || fits(value, rule)) continue;
    faults.push({ option: group === '' ? name : `${group}.${name}`, value: told(value), allowed: allowedBy(rule) });
  }
  return faults;
}

function fits(value: unknown, { from, to = Number.MAX_SAFE_INTEGER, above, whole }: NumberRule): boolean {
  if (typeof value !== 'number' || !Number.isFinite(value)) return false;
  if (whole && !Number.isInteger(value)) return false;
  return (above ? value > from : value >= from) && value <= to;
}

function allowedBy({ from, to, above, whole }: NumberRule): string {
  const kind = whole ? 'a whole number' : 'a number';
  const lower = above ? `above ${from}` : `from ${from}`;
  return `${kind} ${lower}${to === undefined ? '' : `, at most ${to}`}`;
}

function told(value: unknown): string {
  return typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? typeof value);
}
