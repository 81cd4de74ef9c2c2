import { describe, expect, it } from '@jest/globals';
import { seenEverywhere } from './seen-everywhere.js';
import type { NodeSeen } from './seen-everywhere.js';

const ALL: NodeSeen = { watchers: 2, missing: 0, polled: false };

describe('seenEverywhere', () => {
  it.each<[string, NodeSeen, readonly (NodeSeen | undefined)[], boolean]>([
    ['a lone node whose watchers have seen it', ALL, [], true],
    ['a lone node with one that is missing', { ...ALL, missing: 1 }, [], false],
    ['a lone node that somebody polls', { ...ALL, polled: true }, [], false],
    ['nodes whose watchers have all seen it', ALL, [ALL, ALL], true],
    ['another node with one that is missing', ALL, [ALL, { ...ALL, missing: 1 }], false],
    ['another node that somebody polls', ALL, [{ ...ALL, polled: true }], false],
    ['another node that cannot tell', ALL, [ALL, undefined], false],
  ])('judges %s', (_what, own, others, seen) => {
    expect(seenEverywhere(own, others).seen).toBe(seen);
  });

  it('counts over all nodes that can tell', () => {
    expect(seenEverywhere(ALL, [{ watchers: 5, missing: 3, polled: true }, undefined])).toEqual({
      seen: false,
      watchers: 7,
      missing: 3,
      polled: true,
      otherNodes: 2,
      silentNodes: 1,
    });
  });
});
