import { describe, expect, it } from '@jest/globals';
import { sampleInstance } from '../../../spec-support/sample-instance.js';
import { sampleRegistry } from '../../../spec-support/sample-registry.js';
import { applicationCounts } from './application-counts.js';

describe('instances by application and status', () => {
  it('are named for the largest applications and summed up for the rest', () => {
    const { leases, store } = sampleRegistry();
    const sizes = { SMALL: 1, BIG: 3, TINY: 1, MIDDLE: 2 };
    for (const [app, size] of Object.entries(sizes)) {
      for (let id = 0; id < size; id++) {
        const status = id === 0 ? 'DOWN' : 'UP';
        leases.register(app, sampleInstance({ app, instanceId: `${app}-${id}`, status }), 'client');
      }
    }
    expect(applicationCounts(store, 2)).toEqual([
      { application: 'BIG', status: 'DOWN', instances: 1 },
      { application: 'BIG', status: 'UP', instances: 2 },
      { application: 'MIDDLE', status: 'DOWN', instances: 1 },
      { application: 'MIDDLE', status: 'UP', instances: 1 },
      { application: '_other', status: 'DOWN', instances: 2 },
    ]);
  });
});
