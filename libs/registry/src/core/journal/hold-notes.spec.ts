import { describe, expect, it } from '@jest/globals';
import { HoldNotes } from './hold-notes.js';
import type { Remark } from './journal-entry.js';
import type { Hold } from '../self-preservation.js';
import { said } from '../sentences/said.js';

const GONE = said('hold.nobody-expected');

describe('notes of what self-preservation holds', () => {
  it('are made once when a hold begins and once when it ends', () => {
    const remarks: Remark[] = [];
    let holds: readonly Hold[] = [];
    const notes = new HoldNotes({ holds: () => holds }, { note: (remark) => void remarks.push(remark) });
    const hold = (scope: string): Hold => ({
      scope,
      missing: 6,
      known: 20,
      since: 1,
      until: 2,
      reason: 'six are gone',
      said: GONE,
    });
    for (const held of [[], ['registry'], ['registry', 'ORDERS'], ['registry', 'ORDERS'], ['ORDERS'], []]) {
      holds = held.map(hold);
      notes.look();
    }
    expect(remarks).toEqual([
      { kind: 'hold-began', app: undefined, detail: 'six are gone', said: GONE },
      { kind: 'hold-began', app: 'ORDERS', detail: 'six are gone', said: GONE },
      { kind: 'hold-ended', app: undefined },
      { kind: 'hold-ended', app: 'ORDERS' },
    ]);
  });
});
