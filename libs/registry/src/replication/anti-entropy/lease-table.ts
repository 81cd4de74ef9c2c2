import type { DecodeResult } from '@nest-eureka/protocol';

/** One lease as another of our nodes is told of it; its instance is asked for only where it is needed. */
export interface LeaseRow {
  readonly app: string;
  readonly id: string;
  readonly dirtyAt: number;
  readonly hash: number;
  /** How long ago it was renewed, ms. */
  readonly ageMs: number;
}

/** One cancel as another of our nodes is told of it. */
export interface CancelRow {
  readonly app: string;
  readonly id: string;
  readonly dirtyAt: number | undefined;
  readonly agoMs: number;
}

/** Who tells: a node of ours, and whether its own start-up is over. */
export interface Teller {
  readonly node: string;
  readonly isFilled: boolean;
}

export interface LeaseTable extends Teller {
  readonly leases: readonly LeaseRow[];
  readonly cancelled: readonly CancelRow[];
}

export interface DigestAnswer extends Teller {
  readonly buckets: readonly number[];
}

/** Application and id. */
export type InstanceKey = readonly [app: string, id: string];

export function encodeLeaseTable({ node, isFilled, leases, cancelled }: LeaseTable): string {
  return JSON.stringify({
    node,
    isFilled,
    leases: leases.map(({ app, id, dirtyAt, hash, ageMs }) => [app, id, dirtyAt, hash, Math.round(ageMs)]),
    cancelled: cancelled.map(({ app, id, dirtyAt, agoMs }) => [app, id, dirtyAt ?? null, Math.round(agoMs)]),
  });
}

export function decodeLeaseTable(text: string): DecodeResult<LeaseTable> {
  return decoded(text, (document) => {
    const teller = tellerOf(document);
    const leases = rowsOf(document['leases'], ([app, id, dirtyAt, hash, ageMs]) =>
      isText(app) && isText(id) && isNumber(dirtyAt) && isNumber(hash) && isNumber(ageMs)
        ? { app, id, dirtyAt, hash, ageMs }
        : undefined,
    );
    const cancelled = rowsOf(document['cancelled'], ([app, id, dirtyAt, agoMs]) =>
      isText(app) && isText(id) && (dirtyAt === null || isNumber(dirtyAt)) && isNumber(agoMs)
        ? { app, id, dirtyAt: dirtyAt ?? undefined, agoMs }
        : undefined,
    );
    return teller && leases && cancelled && { ...teller, leases, cancelled };
  });
}

export function decodeDigestAnswer(text: string): DecodeResult<DigestAnswer> {
  return decoded(text, (document) => {
    const teller = tellerOf(document);
    const { buckets } = document;
    return teller && Array.isArray(buckets) && buckets.every(isNumber) ? { ...teller, buckets } : undefined;
  });
}

export function decodeInstanceKeys(text: string): DecodeResult<readonly InstanceKey[]> {
  return decoded(text, (document) =>
    rowsOf(document['instances'], ([app, id]) => (isText(app) && isText(id) ? ([app, id] as const) : undefined)),
  );
}

type Document = Readonly<Record<string, unknown>>;

function decoded<T>(text: string, read: (document: Document) => T | undefined): DecodeResult<T> {
  const fault = { kind: 'malformed', message: 'not as nodes of ours write it', path: '' } as const;
  try {
    const value: unknown = JSON.parse(text);
    const result = typeof value === 'object' && value !== null ? read(value as Document) : undefined;
    return result === undefined ? { ok: false, fault } : { ok: true, value: result };
  } catch {
    return { ok: false, fault };
  }
}

function tellerOf({ node, isFilled }: Document): Teller | undefined {
  return isText(node) && typeof isFilled === 'boolean' ? { node, isFilled } : undefined;
}

/** Undefined as soon as one row cannot be read. */
function rowsOf<T>(value: unknown, read: (row: readonly unknown[]) => T | undefined): readonly T[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const rows: T[] = [];
  for (const row of value) {
    const entry = Array.isArray(row) ? read(row) : undefined;
    if (entry === undefined) return undefined;
    rows.push(entry);
  }
  return rows;
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
