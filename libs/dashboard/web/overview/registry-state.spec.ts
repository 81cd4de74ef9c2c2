import { describe, expect, it } from '@jest/globals';
import type { ClusterView, Hold, PageState, PeerView } from '../api/shapes.js';
import { textOf } from '../text/text-context.js';
import { registryState } from './registry-state.js';

const NOW = new Date(2026, 10, 22, 12, 3, 40).getTime();
const SINCE = new Date(2026, 10, 22, 12, 3, 0).getTime();

const WELL: PageState = {
  at: NOW,
  startedAt: NOW - 1_000,
  isReady: true,
  system: {
    environment: 'test',
    datacenter: 'default',
    currentTime: '',
    uptime: '00:00',
    leaseExpirationEnabled: true,
    renewsThreshold: 1,
    renewsLastMinute: 2,
    holds: [],
  },
  selfPreservation: { enabled: true, mode: 'modern' },
  hasUsers: true,
  warnings: [],
  replicas: [],
  generalInfo: [],
  instanceInfo: [],
  serviceUrl: 'http://here/eureka/',
  applications: 1,
  statuses: { UP: 3 },
  totals: { registered: 3, cancelled: 0, evicted: 0 },
  expectedRenewals: 6,
  lastRegistered: [],
  lastCancelled: [],
};

const PEER: PeerView = {
  url: 'http://peer2:8762/eureka/',
  state: 'available',
  failuresInARow: 0,
  queued: 0,
  waitingMs: 0,
};

function told(changes: Partial<PageState>, cluster: Partial<ClusterView> = {}): readonly string[] {
  const whole: ClusterView = { node: 'n', peers: [], ...cluster };
  return registryState({ ...WELL, ...changes }, whole, textOf('en')).map(
    ({ isBad, text }) => `${isBad ? 'bad' : 'well'}: ${text}`,
  );
}

const hold = (scope: string): Hold => ({ scope, missing: 6, known: 20, since: SINCE, reason: 'six are silent' });

describe('the registry’s state in words', () => {
  it('is one sentence when all is well, and when nothing is registered', () => {
    expect(told({})).toEqual(['well: All well: 3 instances of 1 applications are registered.']);
    expect(told({ statuses: {} })).toEqual(['well: All well, and nothing is registered yet.']);
  });

  it.each<[string, Partial<PageState>, string]>([
    ['not in step', { isReady: false }, 'just started and is not in step'],
    ['instances that are not UP', { statuses: { UP: 1, DOWN: 2 } }, '2 of 3 instances are not UP.'],
    [
      'self-preservation that is off',
      { selfPreservation: { enabled: false, mode: 'netflix' } },
      'Self-preservation is switched off.',
    ],
  ])('tells of %s, and not that all is well', (_what, changes, sentence) => {
    const sentences = told(changes);
    expect(sentences).toEqual([expect.stringContaining(sentence)]);
    expect(sentences[0]).toMatch(/^bad/);
  });

  it('tells that nobody has to sign in beside whatever else there is', () => {
    expect(told({ hasUsers: false })).toEqual([
      expect.stringMatching(/^well: All well/),
      'bad: No user is configured: everybody who can reach this registry may change it.',
    ]);
  });

  it('tells since when how many are held, and why', () => {
    const { holds, ...system } = WELL.system;
    const state = { ...WELL, system: { ...system, holds: [...holds, hold('ORDERS')] } };
    const [sentence] = registryState(state, undefined, textOf('en'));
    expect(sentence).toMatchObject({
      text: expect.stringMatching(/^6 of 20 instances of ORDERS are missing and held .* since 12:03:00/),
      detail: { english: 'six are silent' },
    });
    expect(told({ system: { ...system, holds: [hold('ORDERS'), hold('registry')] } })).toEqual([
      expect.stringContaining('of the whole registry are missing'),
    ]);
  });

  it.each<[string, Partial<PeerView>, readonly string[]]>([
    ['is well', { waitingMs: 5_000, received: { lastAt: NOW, lastLagMs: 5_000 } }, []],
    ['lags', { waitingMs: 40_000 }, ['Peer peer2:8762 lags 40 s.']],
    [
      'tells late',
      { received: { lastAt: NOW - 1_000, lastLagMs: 40_000 } },
      ['What peer peer2:8762 tells comes 40 s late.'],
    ],
    ['told late long ago', { received: { lastAt: NOW - 61_000, lastLagMs: 40_000 } }, []],
    ['has another registry', { comparison: { isSame: false } }, ['Peer peer2:8762 shows another registry.']],
    ['has another while it lags', { waitingMs: 9_000, comparison: { isSame: false } }, ['Peer peer2:8762 lags 9 s.']],
    [
      'is gone',
      { state: 'unavailable', lastSuccessAt: NOW - 40_000, waitingMs: 40_000 },
      ['Peer peer2:8762 is unavailable, last heard 40 seconds ago.'],
    ],
    ['never came', { state: 'connecting' }, ['Peer peer2:8762 is connecting.']],
    ['is this node', { state: 'self' }, []],
  ])('tells of a peer that %s', (_what, changes, expected) => {
    const sentences = told({}, { peers: [{ ...PEER, ...changes }] });
    if (expected.length === 0) expect(sentences[0]).toMatch(/^well/);
    else expect(sentences).toEqual(expected.map((sentence) => `bad: ${sentence}`));
  });

  it('tells of regions that cannot be read, and of instances that only a snapshot knows', () => {
    const regions = [
      { region: 'east', source: 'region' },
      { region: 'west', source: 'none' },
      { region: 'north', source: 'copy', staleSince: SINCE },
    ] as const;
    expect(told({}, { regions, unverified: { count: 7 } })).toEqual([
      'bad: Region west has not been read yet.',
      expect.stringMatching(/^bad: Region north does not answer; .* 12:03:00/),
      'bad: 7 instances are known from a snapshot alone.',
    ]);
  });
});
