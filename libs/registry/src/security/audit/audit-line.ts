import { createHash } from 'node:crypto';
import { MASK, isSecretName, maskText } from '../secrets/masked-secrets.js';
import type { AuditEntry } from './audit.js';

/** What the first line has in place of its predecessor's hash. */
export const NO_PREDECESSOR = '0'.repeat(64);

const LONGEST_TEXT = 2000;
const DEEPEST = 4;
const MOST_MEMBERS = 100;

/** One line of the file as it is read back. */
export interface AuditRecord {
  /** Counts from 1, without gaps. */
  readonly number: number;
  /** ISO 8601. */
  readonly at: string;
  /** SHA-256 of the line before, as hex. */
  readonly previous: string;
  /** True: the line before was cut off when the process ended. */
  readonly afterTorn?: boolean;
}

/** Where the next line is to be chained on. */
export interface ChainEnd {
  readonly number: number;
  readonly hash: string;
  /** Whether the last line is a fragment. */
  readonly isTorn: boolean;
}

export const EMPTY_CHAIN: ChainEnd = { number: 0, hash: NO_PREDECESSOR, isTorn: false };

export function hashOfLine(line: string): string {
  return createHash('sha256').update(line).digest('hex');
}

/**
 * One entry as a line without its end.
 * @param at ms since the epoch
 */
export function auditLine(entry: AuditEntry, at: number, end: ChainEnd): string {
  const record: AuditRecord = {
    number: end.number + 1,
    at: new Date(at).toISOString(),
    previous: end.hash,
    ...(end.isTorn ? { afterTorn: true } : {}),
  };
  return JSON.stringify({ ...record, ...(bounded(entry, 0) as object) });
}

/** The record in a line; undefined when it is none. */
export function readAuditLine(line: string): AuditRecord | undefined {
  try {
    const record = JSON.parse(line) as Partial<AuditRecord> | null;
    if (typeof record?.number !== 'number' || typeof record.previous !== 'string') return undefined;
    return typeof record.at === 'string' ? (record as AuditRecord) : undefined;
  } catch {
    return undefined;
  }
}

/** What is written of a value: no secret, nothing endless. */
function bounded(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return maskText(value).slice(0, LONGEST_TEXT);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= DEEPEST) return '…';
  if (Array.isArray(value)) return value.slice(0, MOST_MEMBERS).map((element) => bounded(element, depth + 1));
  const members = value instanceof Map ? [...(value as ReadonlyMap<string, unknown>)] : Object.entries(value);
  return Object.fromEntries(
    members
      .slice(0, MOST_MEMBERS)
      .map(([name, member]) => [name, isSecretName(name) && member !== undefined ? MASK : bounded(member, depth + 1)]),
  );
}
