import { describe, expect, it } from '@jest/globals';
import { aRegistryWithJournal, CALLER } from '../../../spec-support/administered-registry.js';
import { sampleInstance } from '../../../spec-support/sample-instance.js';
import { journalPage } from './journal-page.js';

describe('the journal', () => {
  it('tells who changed what, newest first, and leaves renewals out', () => {
    const { leases, journal, attribution, clock } = aRegistryWithJournal();
    attribution.during(CALLER, () => leases.register('ORDERS', sampleInstance(), 'client'));
    clock.advance(1_000);
    leases.renew('ORDERS', 'i-1', {}, 'client');
    leases.overrideStatus('ORDERS', 'i-1', 'OUT_OF_SERVICE', undefined, 'peer');
    const entries = [...journal.newestFirst()];
    expect(entries).toMatchObject([
      { number: 2, revision: 2, kind: 'override-set', origin: 'peer', by: undefined, from: 'UP', to: 'OUT_OF_SERVICE' },
      { number: 1, revision: 1, kind: 'registered', app: 'ORDERS', id: 'i-1', origin: 'client', by: CALLER, to: 'UP' },
    ]);
    expect((entries[0]?.at ?? 0) - (entries[1]?.at ?? 0)).toBe(1_000);
  });

  it('tells an eviction from a cancel, and a second registration from the first', () => {
    const { leases, journal, clock } = aRegistryWithJournal();
    leases.register('ORDERS', sampleInstance(), 'client');
    leases.register('ORDERS', sampleInstance(), 'client');
    clock.advance(91_000);
    leases.evict(0);
    leases.register('ORDERS', sampleInstance(), 'client');
    leases.cancel('ORDERS', 'i-1', 'client');
    expect(Array.from(journal.newestFirst(), ({ kind }) => kind)).toEqual([
      'cancelled',
      'registered',
      'evicted',
      'registered-again',
      'registered',
    ]);
  });

  it('remembers no more than it may, the newest', () => {
    const { leases, journal } = aRegistryWithJournal(3);
    for (let turn = 0; turn < 10; turn++)
      leases.register('ORDERS', sampleInstance({ instanceId: `i-${turn}` }), 'client');
    expect(Array.from(journal.newestFirst(), ({ id, number }) => [id, number])).toEqual([
      ['i-9', 10],
      ['i-8', 9],
      ['i-7', 8],
    ]);
    expect(journal.count).toBe(10);
  });

  it('is read page by page, without a gap and without a line twice, while more comes in', () => {
    const { leases, journal } = aRegistryWithJournal();
    const register = (id: number): unknown =>
      leases.register('ORDERS', sampleInstance({ instanceId: `i-${id}` }), 'client');
    for (let id = 0; id < 10; id++) register(id);
    const seen: (string | undefined)[] = [];
    let before: number | undefined;
    do {
      const page = journalPage(journal, {}, 4, before);
      seen.push(...page.entries.map(({ id }) => id));
      before = page.next;
      register(100 + seen.length);
    } while (before !== undefined);
    expect(seen).toEqual(Array.from({ length: 10 }, (_, index) => `i-${9 - index}`));
  });

  it.each([
    [{ app: 'STOCK' }, ['s-1']],
    [{ id: 'i-2' }, ['i-2']],
    [{ kinds: new Set(['cancelled'] as const) }, ['i-1']],
    [{ principal: 'ann' }, ['i-2']],
    [{ sinceRevision: 2 }, ['i-1', 's-1']],
    [{ sinceMs: 2 }, ['i-1', 's-1']],
    [{ app: 'ORDERS', principal: 'nobody' }, []],
  ])('is filtered by %j', (filter, expected) => {
    const { leases, journal, attribution, clock } = aRegistryWithJournal();
    const start = clock.now();
    const tick = (): void => clock.advance(1);
    leases.register('ORDERS', sampleInstance(), 'client');
    tick();
    attribution.during(CALLER, () => leases.register('ORDERS', sampleInstance({ instanceId: 'i-2' }), 'client'));
    tick();
    leases.register('STOCK', sampleInstance({ app: 'STOCK', instanceId: 's-1' }), 'client');
    tick();
    leases.cancel('ORDERS', 'i-1', 'client');
    const asked = 'sinceMs' in filter ? { sinceAt: start + filter.sinceMs } : filter;
    expect(journalPage(journal, asked, 10).entries.map(({ id }) => id)).toEqual(expected);
  });
});
