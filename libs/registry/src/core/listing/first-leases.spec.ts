import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sampleInstance } from '../../../spec-support/sample-instance.js';
import { sampleRegistry } from '../../../spec-support/sample-registry.js';
import { FirstLeases } from './first-leases.js';

describe('FirstLeases', () => {
  it('are what sorting them all and taking the first gives', () => {
    const ids = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 3 }), { maxLength: 30 });
    fc.assert(
      fc.property(
        ids,
        fc.integer({ min: 0, max: 10 }),
        fc.option(fc.string({ maxLength: 3 }), { nil: undefined }),
        (all, most, after) => {
          const { leases, store } = sampleRegistry();
          const first = new FirstLeases(most, after);
          for (const instanceId of all) leases.register('ORDERS', sampleInstance({ instanceId }), 'client');
          for (const lease of store.leases()) first.add(lease);
          const expected = all
            .filter((id) => after === undefined || id > after)
            .sort()
            .slice(0, most);
          expect(first.leases.map(({ id }) => id)).toEqual(expected);
        },
      ),
    );
  });
});
