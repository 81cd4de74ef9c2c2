import { describe, expect, it } from '@jest/globals';
import { decodeDigestAnswer, decodeInstanceKeys, decodeLeaseTable, encodeLeaseTable } from './lease-table.js';
import type { LeaseTable } from './lease-table.js';

const TABLE: LeaseTable = {
  node: 'n-1',
  isFilled: true,
  toldAt: 1_700_000_000_000,
  leases: [
    { app: 'ORDERS', id: 'i "1"', dirtyAt: 1000, hash: 4_294_967_295, ageMs: 12, override: undefined },
    { app: 'ORDERS', id: 'i-4', dirtyAt: 1000, hash: 1, ageMs: 12, override: { status: 'DOWN', at: 9 } },
    { app: 'ORDERS', id: 'i-5', dirtyAt: 1000, hash: 1, ageMs: 12, override: { status: undefined, at: 9 } },
  ],
  cancelled: [
    { app: 'ORDERS', id: 'i-2', dirtyAt: undefined, agoMs: 5 },
    { app: 'ORDERS', id: 'i-3', dirtyAt: 7, agoMs: 6 },
  ],
};

describe('a lease table', () => {
  it('is read as it was written', () => {
    expect(decodeLeaseTable(encodeLeaseTable(TABLE))).toEqual({ ok: true, value: TABLE });
  });

  it.each([
    ['no JSON', '<html>'],
    ['null', 'null'],
    ['another document', '{"applications":{}}'],
    ['a row too short', '{"node":"n","isFilled":true,"leases":[["A","b"]],"cancelled":[]}'],
    ['a row that is none', '{"node":"n","isFilled":true,"leases":[5],"cancelled":[]}'],
    ['a cancel without a time', '{"node":"n","isFilled":true,"leases":[],"cancelled":[["A","b",null,null]]}'],
  ])('is not read from %s', (_what, text) => {
    expect(decodeLeaseTable(text).ok).toBe(false);
  });
});

describe('the other documents of an exchange', () => {
  it('are read', () => {
    expect(decodeDigestAnswer('{"node":"n","isFilled":false,"toldAt":5,"buckets":[1,2]}')).toEqual({
      ok: true,
      value: { node: 'n', isFilled: false, toldAt: 5, buckets: [1, 2] },
    });
    expect(decodeInstanceKeys('{"instances":[["A","b"]]}')).toEqual({ ok: true, value: [['A', 'b']] });
  });

  it('are refused where they are something else', () => {
    expect(decodeDigestAnswer('{"node":"n","isFilled":false,"toldAt":5,"buckets":["1"]}').ok).toBe(false);
    expect(decodeInstanceKeys('{"instances":[["A"]]}').ok).toBe(false);
  });
});
