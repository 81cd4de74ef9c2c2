import { describe, expect, it } from '@jest/globals';
import type { Measure } from '../../core/administration/measure.js';
import { decodeMeasures, encodeMeasures } from './measures-document.js';

const BAR = { kind: 'bar', app: 'ORDERS', id: 'i-1', at: 1, by: 'ann', until: 2 };

function read(row: unknown): readonly Measure[] | undefined {
  const decoded = decodeMeasures(JSON.stringify({ measures: [row] }));
  return decoded.ok ? decoded.value : undefined;
}

describe('measures as nodes tell them', () => {
  it('are read as they were written', () => {
    const measures = read({ ...BAR, reason: 'why', entries: { a: 'b' } }) ?? [];
    expect(measures).toMatchObject([{ ...BAR, reason: 'why', isOver: false, entries: new Map([['a', 'b']]) }]);
    expect(decodeMeasures(encodeMeasures(measures))).toEqual({ ok: true, value: measures });
  });

  it.each([
    ['a kind that nobody knows', { ...BAR, kind: 'x' }],
    ['no application', { ...BAR, app: 1 }],
    ['an end beyond all dates', { ...BAR, until: 1e300 }],
    ['an end that is no number', { ...BAR, until: 'soon' }],
    ['a time beyond all dates', { ...BAR, at: -1e300 }],
    ['nothing', null],
  ])('leave out one with %s', (_what, row) => expect(read(row)).toEqual([]));

  it.each(['', '[]', 'null', '{"measures":{}}'])('are none at all in %s', (text) => {
    expect(decodeMeasures(text).ok).toBe(false);
  });
});
