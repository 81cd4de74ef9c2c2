import { describe, expect, it } from '@jest/globals';
import { clusterText, isInOrder } from './cluster-text.js';

const NOW = 1_700_000_000_000;
const WELL = {
  url: 'http://peer1:8761/eureka/',
  state: 'available',
  kind: 'ours',
  queued: 2,
  lastLagMs: 12.4,
  clockOffsetMs: -3,
  lastSuccessAt: NOW - 4_000,
  comparison: { isSame: true },
};
const AWAY = {
  url: 'http://peer2:8761/eureka/',
  state: 'unavailable',
  queued: 7,
  lastFailure: { at: NOW - 9_000, message: 'refused the \u001b[2Jconnection' },
};

describe('a cluster in lines', () => {
  it('has one for each peer, and why one is away, without control characters', () => {
    const document = { peers: [WELL, AWAY], regions: [], unverified: { count: 3 } };
    expect(clusterText(document, NOW).split('\n')).toEqual([
      expect.stringMatching(/^PEER +STATE +KIND +QUEUED +LAG +SAME +CLOCK +LAST HEARD$/),
      expect.stringMatching(/^http:\/\/peer1:8761\/eureka\/ +available +ours +2 +12 ms +yes +-3 ms +4 s ago$/),
      expect.stringMatching(/^http:\/\/peer2:8761\/eureka\/ +unavailable +- +7 +- +- +- +-$/),
      'http://peer2:8761/eureka/ refused the \uFFFD[2Jconnection, 9 s ago',
      '3 instances are known from a snapshot alone',
    ]);
  });

  it.each([
    [[], true],
    [[WELL], true],
    [[WELL, AWAY], false],
    [[{ ...WELL, comparison: { isSame: false } }], false],
    [[WELL, { url: 'http://me/', state: 'self' }], true],
    [[{ ...WELL, state: 'connecting' }], false],
  ])('is in order, or not: %j', (peers, isWell) => expect(isInOrder({ peers })).toBe(isWell));
});
