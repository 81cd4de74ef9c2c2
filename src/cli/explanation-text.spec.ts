import { describe, expect, it } from '@jest/globals';
import { explanationText } from './explanation-text.js';

const BY = { name: 'ann', address: '10.0.0.9' };

describe('explanationText', () => {
  it('has status, reason, lease, measures and changes', () => {
    const text = explanationText({
      app: 'ORDERS',
      id: 'o-1',
      isRegistered: true,
      status: { shown: 'OUT_OF_SERVICE', sentence: 'An override sets it.' },
      lease: {
        lastRenewalAt: 0,
        renewalIntervalMs: 30_000,
        durationMs: 90_000,
        isVerified: true,
        heardFrom: { origin: 'client', by: { ...BY, peer: 'node-2' } },
      },
      leaves: 'Its lease ends in 80 s.',
      measures: [
        { kind: 'override', status: 'OUT_OF_SERVICE', by: 'ann', at: 0, until: 60_000, reason: 'disk' },
        { kind: 'metadata', by: 'bob', at: 0, entries: { weight: '2' } },
      ],
      changes: [
        { at: 1000, kind: 'override-set', from: 'UP', to: 'OUT_OF_SERVICE', by: BY },
        { at: 0, kind: 'registered', detail: 'anew' },
      ],
    });
    expect(text.split('\n')).toEqual([
      'ORDERS o-1: OUT_OF_SERVICE',
      '  why      An override sets it.',
      '  lease    renewed 1970-01-01T00:00:00.000Z, to be renewed every 30 s, lasts 90 s, last heard from ann at 10.0.0.9, told by node-2',
      '  goes     Its lease ends in 80 s.',
      '  measure  override OUT_OF_SERVICE by ann at 1970-01-01T00:00:00.000Z, until 1970-01-01T00:01:00.000Z, disk',
      '  measure  metadata weight by bob at 1970-01-01T00:00:00.000Z',
      '  changes  1970-01-01T00:00:01.000Z override-set UP -> OUT_OF_SERVICE by ann at 10.0.0.9',
      '           1970-01-01T00:00:00.000Z registered anew',
    ]);
  });

  it('says of one that is gone what is known', () => {
    expect(explanationText({ app: 'A', id: 'i', isRegistered: false, sentence: 'It was cancelled 3 s ago.' })).toBe(
      'A i: not registered\n  why      It was cancelled 3 s ago.',
    );
  });

  it('keeps to a line each what somebody hostile has chosen', () => {
    const text = explanationText({
      app: 'A\u001b[2J',
      id: 'i\nA i: UP',
      isRegistered: false,
      measures: [{ kind: 'bar', by: 'x', at: 1e300, reason: '\u202e\r\n' }, 7],
      changes: 'none',
    });
    expect(text).toBe('A\uFFFD[2J i\uFFFDA i: UP: not registered\n  measure  bar by x at -, \uFFFD\uFFFD\uFFFD');
  });
});
