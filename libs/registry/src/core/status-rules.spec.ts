import { describe, expect, it } from '@jest/globals';
import { effectiveStatus } from './status-rules.js';
import type { StatusQuestion } from './status-rules.js';

type Row = [
  StatusQuestion['reported'],
  StatusQuestion['override'],
  StatusQuestion['existing'],
  StatusQuestion['origin'],
  string,
];

describe('effectiveStatus', () => {
  it.each<Row>([
    ['DOWN', 'UP', 'UP', 'client', 'DOWN'],
    ['STARTING', 'OUT_OF_SERVICE', 'UP', 'client', 'STARTING'],
    ['UNKNOWN', 'UP', 'UP', 'peer', 'UNKNOWN'],
    ['UP', 'OUT_OF_SERVICE', 'UP', 'client', 'OUT_OF_SERVICE'],
    ['UP', 'OUT_OF_SERVICE', undefined, 'peer', 'OUT_OF_SERVICE'],
    ['OUT_OF_SERVICE', 'DOWN', 'UP', 'peer', 'DOWN'],
    ['UP', 'UNKNOWN', undefined, 'client', 'UNKNOWN'],
    ['OUT_OF_SERVICE', undefined, 'UP', 'client', 'UP'],
    ['UP', undefined, 'OUT_OF_SERVICE', 'client', 'OUT_OF_SERVICE'],
    ['OUT_OF_SERVICE', undefined, 'UP', 'peer', 'OUT_OF_SERVICE'],
    ['UP', undefined, 'OUT_OF_SERVICE', 'peer', 'UP'],
    ['UP', undefined, 'DOWN', 'client', 'UP'],
    ['OUT_OF_SERVICE', undefined, 'STARTING', 'client', 'OUT_OF_SERVICE'],
    ['UP', undefined, 'UNKNOWN', 'client', 'UP'],
    ['UP', undefined, undefined, 'client', 'UP'],
    ['OUT_OF_SERVICE', undefined, undefined, 'client', 'OUT_OF_SERVICE'],
  ])(
    'makes of %s with override %s over an existing %s from a %s: %s',
    (reported, override, existing, origin, status) => {
      expect(effectiveStatus({ reported, override, existing, origin })).toBe(status);
    },
  );
});
