import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { randomValue } from './random-value.js';

const half = (): number => 0.5;

describe('random values', () => {
  it.each([
    ['random.int', '1073741824'],
    ['random.int(10)', '5'],
    ['random.int[10,20]', '15'],
    ['random.int(10,20)', '15'],
    ['random.long(100)', '50'],
    ['random.value', '8'.repeat(32)],
    ['random.uuid', '88888888-8888-4888-a888-888888888888'],
    ['random.int[5,5]', undefined],
    ['random.int(x)', undefined],
    ['random.other', undefined],
    ['server.port', undefined],
  ])('answers %s with %s', (name, expected) => {
    expect(randomValue(name, half)).toBe(expected);
  });

  it('stays within a range, its end left out', () => {
    const draw = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 1, max: 1000 }), draw, (low, width, drawn) => {
        const value = Number(randomValue(`random.int[${low},${low + width}]`, () => drawn));
        expect(value).toBeGreaterThanOrEqual(low);
        expect(value).toBeLessThan(low + width);
      }),
    );
  });
});
