import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ManualClock } from '@nest-eureka/time/testing';
import type { Measure } from './measure.js';
import { Measures } from './measures.js';

const BAR = {
  kind: 'bar',
  app: 'ORDERS',
  id: 'i-1',
  until: undefined,
  by: 'ann',
  owner: undefined,
  reason: undefined,
} as const;

const measures = fc.array(
  fc.record<Measure>({
    kind: fc.constantFrom('bar', 'override'),
    app: fc.constantFrom('A', 'B'),
    id: fc.constantFrom('1', '2'),
    at: fc.nat(5),
    until: fc.constant(undefined),
    by: fc.constantFrom('ann', 'bob'),
    owner: fc.constant(undefined),
    reason: fc.constant(undefined),
    isOver: fc.boolean(),
  }),
  { maxLength: 30 },
);

describe('measures', () => {
  it('are the same on every node, in whatever order the nodes hear of them', () => {
    fc.assert(
      fc.property(measures, (told) => {
        const known = (order: readonly Measure[]): unknown => {
          const node = new Measures(new ManualClock());
          for (const measure of order) node.learn(measure);
          return node.all().toSorted((one, other) => JSON.stringify(one).localeCompare(JSON.stringify(other)));
        };
        expect(known(told)).toEqual(known(told.toReversed()));
      }),
    );
  });

  it('are not brought back by an older word', () => {
    const node = new Measures(new ManualClock());
    const before = node.put(BAR);
    node.lift('bar', 'ORDERS', 'i-1');
    expect(node.learn(before)).toBe(false);
    expect(node.find('bar', 'ORDERS', 'i-1')).toBeUndefined();
    expect(node.lift('bar', 'ORDERS', 'i-1')).toBeUndefined();
  });

  it('are the later word even where another node’s clock is ahead', () => {
    const clock = new ManualClock();
    const node = new Measures(clock);
    node.learn({ ...BAR, at: clock.now() + 3_600_000, isOver: true });
    node.put(BAR);
    expect(node.find('bar', 'ORDERS', 'i-1')).toBeDefined();
  });

  it('keep names apart that only look alike', () => {
    const node = new Measures(new ManualClock());
    node.put({ ...BAR, app: 'AB', id: 'C' });
    expect(node.find('bar', 'A', 'BC')).toBeUndefined();
  });

  it('are bounded, and forgotten a day after they are over', () => {
    const clock = new ManualClock();
    const node = new Measures(clock, { capacity: 2, rememberMs: 1_000 });
    for (const id of ['1', '2', '3']) node.put({ ...BAR, id });
    expect(node.all().map(({ id }) => id)).toEqual(['2', '3']);
    node.lift('bar', 'ORDERS', '2');
    clock.advance(1_002);
    node.endDue();
    expect(node.all().map(({ id }) => id)).toEqual(['3']);
  });
});
