import { describe, expect, it } from '@jest/globals';
import type { InstanceInfo } from '@nest-eureka/protocol';
import fc from 'fast-check';
import { sampleInstance } from '../../../spec-support/sample-instance.js';
import { contentText } from './instance-content.js';
import { mergeCopies } from './merge-copies.js';

const NOW = 1_700_000_000_000;

function merged(one: Partial<InstanceInfo>, other: Partial<InstanceInfo>): InstanceInfo {
  return mergeCopies(sampleInstance(one), sampleInstance(other), NOW);
}

const copies = fc
  .record({
    lastDirtyTimestamp: fc.constantFrom(undefined, 0, 1000, 2000, NOW, NOW + 600_000, NOW + 10_000_000),
    status: fc.constantFrom('UP', 'DOWN', 'STARTING', 'OUT_OF_SERVICE', 'UNKNOWN'),
    overriddenStatus: fc.constantFrom('UP', 'DOWN', 'OUT_OF_SERVICE', 'UNKNOWN'),
    metadata: fc.constantFrom(new Map(), new Map([['a', '1']]), new Map([['a', '2']])),
  })
  .map((changes) => sampleInstance(changes as Partial<InstanceInfo>));

describe('mergeCopies', () => {
  it('takes the registration that was stamped later', () => {
    const older = { lastDirtyTimestamp: 1000, metadata: new Map([['v', '1']]) };
    const newer = { lastDirtyTimestamp: 2000, metadata: new Map([['v', '2']]) };
    expect(merged(older, newer).metadata.get('v')).toBe('2');
    expect(merged(newer, older).metadata.get('v')).toBe('2');
  });

  it('keeps an override that only the older copy has', () => {
    const overridden = {
      lastDirtyTimestamp: 1000,
      status: 'OUT_OF_SERVICE',
      overriddenStatus: 'OUT_OF_SERVICE',
    } as const;
    const result = merged(overridden, { lastDirtyTimestamp: 2000 });
    expect(result).toMatchObject({
      lastDirtyTimestamp: 2000,
      status: 'OUT_OF_SERVICE',
      overriddenStatus: 'OUT_OF_SERVICE',
    });
  });

  it('does not believe a stamp from far ahead, and believes clocks that are ten minutes apart', () => {
    expect(merged({ lastDirtyTimestamp: NOW + 7_200_000 }, { lastDirtyTimestamp: NOW }).lastDirtyTimestamp).toBe(NOW);
    expect(merged({ lastDirtyTimestamp: NOW + 600_000 }, { lastDirtyTimestamp: NOW }).lastDirtyTimestamp).toBe(
      NOW + 600_000,
    );
  });

  it('comes to the same whoever asks, and stays there', () => {
    fc.assert(
      fc.property(copies, copies, (one, other) => {
        const result = mergeCopies(one, other, NOW);
        expect(contentText(result)).toBe(contentText(mergeCopies(other, one, NOW)));
        expect(contentText(mergeCopies(result, mergeCopies(other, one, NOW), NOW))).toBe(contentText(result));
      }),
    );
  });

  it('lets three nodes come to the same in any order', () => {
    fc.assert(
      fc.property(copies, copies, copies, (a, b, c) => {
        const settle = (nodes: readonly InstanceInfo[]): readonly InstanceInfo[] =>
          nodes.map((ours) => nodes.reduce((held, theirs) => mergeCopies(held, theirs, NOW), ours));
        const texts = settle(settle([a, b, c])).map(contentText);
        expect(new Set(texts).size).toBe(1);
      }),
    );
  });
});
