import { toInstanceStatus } from '@nest-eureka/protocol';
import type { OverrideRecord } from '../../core/override-record.js';

/** Undefined as soon as one row cannot be read. */
export function rowsOf<T>(value: unknown, read: (row: readonly unknown[]) => T | undefined): readonly T[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const rows: T[] = [];
  for (const row of value) {
    const entry = Array.isArray(row) ? read(row) : undefined;
    if (entry === undefined) return undefined;
    rows.push(entry);
  }
  return rows;
}

/** As the end of a row: nothing, or status and time. */
export function writeOverride(override: OverrideRecord | undefined): readonly (string | number | null)[] {
  return override === undefined ? [] : [override.status ?? null, override.at];
}

/** Undefined where there is none, or none that can be read. */
export function readOverride([status, at]: readonly unknown[]): OverrideRecord | undefined {
  if (!isNumber(at)) return undefined;
  if (status === null) return { status: undefined, at };
  const known = isText(status) ? toInstanceStatus(status) : undefined;
  return known && { status: known, at };
}

export function isText(value: unknown): value is string {
  return typeof value === 'string';
}

export function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
