import { describe, expect, it } from '@jest/globals';
import type { InstanceInfo, InstanceStatus } from '@nest-eureka/protocol';
import fc from 'fast-check';
import { sampleInstance } from '../../../spec-support/sample-instance.js';
import { contentText } from './instance-content.js';
import { mergeCopies } from './merge-copies.js';
import type { Copy } from './merge-copies.js';

const NOW = 1_700_000_000_000;

/** What a node has that was told of an override at `at`; 0: of none. */
function copy(changes: Partial<InstanceInfo>, at = 0): Copy {
  const instance = sampleInstance(changes);
  const { overriddenStatus } = instance;
  return { instance, override: { status: overriddenStatus === 'UNKNOWN' ? undefined : overriddenStatus, at } };
}

function overridden(status: InstanceStatus, at: number, changes: Partial<InstanceInfo> = {}): Copy {
  return copy({ status, overriddenStatus: status, ...changes }, at);
}

function merged(one: Copy, other: Copy): InstanceInfo {
  const { instance } = mergeCopies(one, other, NOW);
  expect(contentText(mergeCopies(other, one, NOW).instance)).toBe(contentText(instance));
  return instance;
}

const copies = fc
  .record({
    lastDirtyTimestamp: fc.constantFrom(undefined, 0, 1000, 2000, NOW, NOW + 600_000, NOW + 10_000_000),
    status: fc.constantFrom('UP', 'DOWN', 'STARTING', 'OUT_OF_SERVICE', 'UNKNOWN'),
    overriddenStatus: fc.constantFrom('UP', 'DOWN', 'OUT_OF_SERVICE', 'UNKNOWN'),
    metadata: fc.constantFrom(new Map(), new Map([['a', '1']]), new Map([['a', '2']])),
    at: fc.constantFrom(0, 5, 6, 7),
  })
  .map(({ at, ...changes }) => copy(changes as Partial<InstanceInfo>, at));

function textOf({ instance, override }: Copy): string {
  return `${contentText(instance)} ${override.status} ${override.at}`;
}

describe('mergeCopies', () => {
  it('takes the registration that was stamped later', () => {
    const older = copy({ lastDirtyTimestamp: 1000, metadata: new Map([['v', '1']]) });
    const newer = copy({ lastDirtyTimestamp: 2000, metadata: new Map([['v', '2']]) });
    expect(merged(older, newer).metadata.get('v')).toBe('2');
  });

  it('keeps an override that only the older copy has', () => {
    const older = overridden('OUT_OF_SERVICE', 5, { lastDirtyTimestamp: 1000 });
    expect(merged(older, copy({ lastDirtyTimestamp: 2000 }))).toMatchObject({
      lastDirtyTimestamp: 2000,
      status: 'OUT_OF_SERVICE',
      overriddenStatus: 'OUT_OF_SERVICE',
    });
  });

  it.each([
    ['the later of two', overridden('DOWN', 6), overridden('OUT_OF_SERVICE', 5), 'DOWN', 'DOWN'],
    [
      'of two at once the stronger',
      overridden('DOWN', 5),
      overridden('OUT_OF_SERVICE', 5),
      'OUT_OF_SERVICE',
      'OUT_OF_SERVICE',
    ],
    ['a removal that came later', overridden('DOWN', 5), copy({ status: 'UP' }, 6), 'UP', 'UNKNOWN'],
    [
      'the status of a removal without one',
      overridden('DOWN', 5),
      copy({ status: 'UNKNOWN' }, 6),
      'UNKNOWN',
      'UNKNOWN',
    ],
    ['one that came after a removal', overridden('DOWN', 7), copy({ status: 'UP' }, 6), 'DOWN', 'DOWN'],
    ['one that nobody remembers', overridden('DOWN', 0), copy({}), 'DOWN', 'DOWN'],
  ] as const)('lets the later word about an override count: %s', (_what, one, other, status, overriddenStatus) => {
    expect(merged(one, other)).toMatchObject({ status, overriddenStatus });
  });

  it('keeps what a newer registration says of itself when only its override loses', () => {
    const newer = copy({ status: 'STARTING', overriddenStatus: 'UNKNOWN', lastDirtyTimestamp: 2000 });
    expect(merged(newer, overridden('DOWN', 5)).status).toBe('STARTING');
    const underOld = overridden('DOWN', 5, { lastDirtyTimestamp: 2000 });
    expect(merged(underOld, copy({ status: 'UP' }, 6)).status).toBe('UP');
  });

  it('does not believe a stamp from far ahead, and believes clocks that are ten minutes apart', () => {
    const now = copy({ lastDirtyTimestamp: NOW });
    expect(merged(copy({ lastDirtyTimestamp: NOW + 7_200_000 }), now).lastDirtyTimestamp).toBe(NOW);
    expect(merged(copy({ lastDirtyTimestamp: NOW + 600_000 }), now).lastDirtyTimestamp).toBe(NOW + 600_000);
  });

  it('comes to the same whoever asks, and stays there', () => {
    fc.assert(
      fc.property(copies, copies, (one, other) => {
        const result = mergeCopies(one, other, NOW);
        expect(textOf(result)).toBe(textOf(mergeCopies(other, one, NOW)));
        expect(textOf(mergeCopies(result, mergeCopies(other, one, NOW), NOW))).toBe(textOf(result));
      }),
    );
  });

  it('lets three nodes come to the same in any order', () => {
    fc.assert(
      fc.property(copies, copies, copies, (a, b, c) => {
        const settle = (nodes: readonly Copy[]): readonly Copy[] =>
          nodes.map((ours) => nodes.reduce((held, theirs) => mergeCopies(held, theirs, NOW), ours));
        expect(new Set(settle(settle([a, b, c])).map(textOf)).size).toBe(1);
      }),
    );
  });
});
