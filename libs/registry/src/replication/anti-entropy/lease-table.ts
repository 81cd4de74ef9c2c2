import type { DecodeResult } from '@nest-eureka/protocol';
import type { OverrideRecord } from '../../core/override-record.js';
import { isNumber, isText, readOverride, rowsOf, writeOverride } from './json-rows.js';

/** One lease as another of our nodes is told of it; its instance is asked for only where it is needed. */
export interface LeaseRow {
  readonly app: string;
  readonly id: string;
  readonly dirtyAt: number;
  readonly hash: number;
  /** How long ago it was renewed, ms. */
  readonly ageMs: number;
  /** The last word about its override; undefined where nobody ever set one. */
  readonly override: OverrideRecord | undefined;
}

/** One cancel as another of our nodes is told of it. */
export interface CancelRow {
  readonly app: string;
  readonly id: string;
  readonly dirtyAt: number | undefined;
  readonly agoMs: number;
}

/** Who tells: a node of ours. */
export interface Teller {
  readonly node: string;
  /** Whether its own start-up is over. */
  readonly isFilled: boolean;
  /** By its wall clock, ms. */
  readonly toldAt: number;
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

export function encodeLeaseTable({ node, isFilled, toldAt, leases, cancelled }: LeaseTable): string {
  return JSON.stringify({
    node,
    isFilled,
    toldAt,
    leases: leases.map(({ app, id, dirtyAt, hash, ageMs, override }) => [
      app,
      id,
      dirtyAt,
      hash,
      Math.round(ageMs),
      ...writeOverride(override),
    ]),
    cancelled: cancelled.map(({ app, id, dirtyAt, agoMs }) => [app, id, dirtyAt ?? null, Math.round(agoMs)]),
  });
}

export function decodeLeaseTable(text: string): DecodeResult<LeaseTable> {
  return decoded(text, (document) => {
    const teller = tellerOf(document);
    const leases = rowsOf(document['leases'], ([app, id, dirtyAt, hash, ageMs, ...override]) =>
      isText(app) && isText(id) && isNumber(dirtyAt) && isNumber(hash) && isNumber(ageMs)
        ? { app, id, dirtyAt, hash, ageMs, override: readOverride(override) }
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

function tellerOf({ node, isFilled, toldAt }: Document): Teller | undefined {
  const isTeller = isText(node) && typeof isFilled === 'boolean' && isNumber(toldAt);
  return isTeller ? { node, isFilled, toldAt } : undefined;
}
