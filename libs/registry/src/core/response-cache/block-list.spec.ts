import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { ManualClock } from '@nest-eureka/time/testing';
import { Lease } from '../lease.js';
import { LeaseStore } from '../lease-store.js';
import { sampleInstance } from '../../../spec-support/sample-instance.js';
import { BlockList } from './block-list.js';
import { MAX_BLOCK_SLOTS } from './block.js';

const clock = new ManualClock();

function lease(app: string, instanceId: string, size = 0): Lease {
  return new Lease(sampleInstance({ app, instanceId, metadata: new Map([['x', 'y'.repeat(size)]]) }), clock, 'exact');
}

function idsInBlocks(list: BlockList): string[][] {
  return Array.from(list.blocks(), ({ slots }) => slots.map((slot) => `${slot.application.name}/${slot.lease.id}`));
}

const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constantFrom('put' as const, 'put last' as const),
      app: fc.integer({ min: 0, max: 5 }),
      ids: fc.tuple(fc.nat(80), fc.integer({ min: 1, max: 60 })),
      size: fc.constantFrom(0, 0, 0, 5_000, 200_000),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('remove' as const),
      app: fc.integer({ min: 0, max: 5 }),
      ids: fc.tuple(fc.nat(80), fc.integer({ min: 1, max: 60 })),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('retain' as const), modulus: fc.integer({ min: 1, max: 4 }) }),
  },
);

describe('BlockList', () => {
  it('keeps the order of the store, applications together, in blocks of bounded size', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const list = new BlockList();
        const store = new LeaseStore();
        for (const action of steps) {
          if (action.kind === 'retain') {
            const goes = ({ id }: Lease): boolean => Number(id) % action.modulus === 1;
            list.retain((slot) => !goes(slot.lease));
            for (const one of Array.from(store.leases())) if (goes(one)) store.remove(one.app, one.id);
            continue;
          }
          const [from, count] = action.ids;
          for (let id = from; id < from + count; id++) {
            if (action.kind === 'remove') {
              list.remove(`APP-${action.app}`, `${id}`);
              store.remove(`APP-${action.app}`, `${id}`);
            } else {
              const one = lease(`APP-${action.app}`, `${id}`, action.size);
              if (action.kind === 'put last') {
                list.putLast(one);
                if ((store.application(one.app)?.size ?? 0) > 1) store.remove(one.app, one.id);
              } else list.put(one);
              store.put(one);
            }
          }
        }
        expect(idsInBlocks(list).flat()).toEqual(Array.from(store.leases(), ({ app, id }) => `${app}/${id}`));
        for (const block of list.blocks()) {
          expect(block.slots.length).toBeGreaterThan(0);
          expect(block.slots.length).toBeLessThanOrEqual(MAX_BLOCK_SLOTS);
          expect(block.weight).toBe(block.slots.reduce((sum, slot) => sum + slot.weight, 0));
          expect(block.slots.every((slot) => slot.block === block)).toBe(true);
        }
        for (const application of list.applications()) {
          expect(application.blocks).toEqual(Array.from(list.blocks()).filter((block) => block.holds(application)));
          expect(application.slots.size).toBe(store.application(application.name)?.size);
        }
        const counts = (map: ReadonlyMap<string, number>): unknown => [...map].filter(([, count]) => count > 0);
        expect(counts(list.statusCounts())).toEqual(counts(store.statusCounts()));
      }),
    );
  });

  it('fills blocks one after the other when instances come in order', () => {
    const list = new BlockList();
    for (let id = 0; id < 10 * MAX_BLOCK_SLOTS; id++) list.put(lease('A', `${id}`));
    expect(idsInBlocks(list).map((ids) => ids.length)).toEqual(Array.from({ length: 10 }, () => MAX_BLOCK_SLOTS));
  });

  it('makes no tiny blocks of instances that come late', () => {
    const list = new BlockList();
    const ids = Array.from({ length: 40 * MAX_BLOCK_SLOTS }, (_, id) => id);
    // ten to an application, the last of each after the first of the next one
    const isLate = (id: number): boolean => id % 10 === 9;
    for (const id of [...ids.filter((one) => !isLate(one)), ...ids.filter(isLate)]) {
      list.put(lease(`APP-${Math.floor(id / 10)}`, `${id}`));
    }
    const sizes = idsInBlocks(list).map((block) => block.length);
    expect(sizes.filter((size) => size < MAX_BLOCK_SLOTS / 4)).toEqual([]);
  });

  it('gives an instance that outweighs a block one of its own', () => {
    const list = new BlockList();
    for (const [id, size] of [0, 500_000, 0].entries()) list.put(lease('A', `${id}`, size));
    expect(idsInBlocks(list)).toEqual([['A/0'], ['A/1'], ['A/2']]);
  });

  it('joins blocks that have become sparse', () => {
    const list = new BlockList();
    for (let id = 0; id < 20 * MAX_BLOCK_SLOTS; id++) list.put(lease('A', `${id}`));
    for (let id = 0; id < 20 * MAX_BLOCK_SLOTS; id++) if (id % 16 > 0) list.remove('A', `${id}`);
    expect(Array.from(list.blocks()).length).toBeLessThanOrEqual(5);
  });

  it('leaves other blocks as they are when one changes', () => {
    const list = new BlockList();
    for (let id = 0; id < 4 * MAX_BLOCK_SLOTS; id++) list.put(lease(`APP-${id % 50}`, `${id}`));
    const versions = (): number[] => Array.from(list.blocks(), ({ version }) => version);
    const before = versions();
    list.put(lease('APP-7', '7'));
    const changed = versions().filter((version, index) => version !== before[index]);
    expect(changed).toHaveLength(1);
  });
});
