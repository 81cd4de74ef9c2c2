import { describe, expect, it } from '@jest/globals';
import { sampleInstance } from '../spec-support/sample-instance.js';
import { appsHashCode, appsHashCodeOf } from './apps-hash-code.js';
import { INSTANCE_STATUSES } from './model/instance-info.js';
import type { InstanceStatus } from './model/instance-info.js';

type Counts = readonly (readonly [InstanceStatus, number])[];

describe('the apps hash code', () => {
  const table: readonly (readonly [counts: Counts, hash: string])[] = [
    [[], ''],
    [[['UP', 1]], 'UP_1_'],
    [
      [
        ['UP', 3],
        ['DOWN', 1],
      ],
      'DOWN_1_UP_3_',
    ],
    [
      [
        ['UP', 2],
        ['STARTING', 1],
        ['OUT_OF_SERVICE', 1],
        ['DOWN', 0],
      ],
      'OUT_OF_SERVICE_1_STARTING_1_UP_2_',
    ],
    [INSTANCE_STATUSES.toReversed().map((status) => [status, 1]), 'DOWN_1_OUT_OF_SERVICE_1_STARTING_1_UNKNOWN_1_UP_1_'],
  ];

  it.each(table)('of %j is %j', (counts, hash) => {
    expect(appsHashCode(new Map(counts))).toBe(hash);
  });

  it('of a registry counts the instances of all applications by status', () => {
    const applications = [
      { name: 'A', instances: [sampleInstance({ status: 'UP' }), sampleInstance({ status: 'DOWN' })] },
      { name: 'B', instances: [sampleInstance({ status: 'UP', overriddenStatus: 'DOWN' })] },
      { name: 'C', instances: [] },
    ];
    expect(appsHashCodeOf({ applications })).toBe('DOWN_1_UP_2_');
  });
});
