import { describe, expect, it } from '@jest/globals';
import type { CallingOptions } from '../calling-options.js';
import { callingFaults } from './calling-faults.js';

describe('options of all calls', () => {
  it.each<[CallingOptions]>([
    [{}],
    [{ context: false, metrics: true }],
    [{ context: { passOn: ['X-SC-LB-Hint', 'b3'] }, metrics: { maxInstances: 0, buckets: [0.1, 1] } }],
  ])('may be %j', (options) => {
    expect(callingFaults(options)).toEqual([]);
  });

  it('are told of with every fault', () => {
    const faults = callingFaults({
      context: { passOn: ['x-ok', 'not ok', 'x\r\ny'] },
      metrics: { maxInstances: -1, buckets: [1, 1] },
    });
    expect(faults.map(({ option, value }) => [option, value])).toEqual([
      ['context.passOn', 'not ok'],
      ['context.passOn', 'x\r\ny'],
      ['metrics.maxInstances', '-1'],
      ['metrics.buckets', '1, 1'],
    ]);
  });
});
