import { describe, expect, it } from '@jest/globals';
import { ManualClock } from '@nest-eureka/time/testing';
import { ScriptedPeer } from '../../spec-support/replication/scripted-peer.js';
import type { PeerReport } from './peer-report.js';
import { PeerSummary } from './peer-summary.js';

const MET = new ScriptedPeer().peer.report;
const MINUTE_MS = 60_000;

function away(failures: number, changes: Partial<PeerReport> = {}): PeerReport {
  const lastFailure = { at: 0, kind: 'unreachable', message: 'refused the connection' } as const;
  return { ...MET, state: 'unavailable', queued: 7, lastFailure, counts: { ...MET.counts, failures }, ...changes };
}

describe('PeerSummary', () => {
  it('says once in five minutes how a peer stands that stays away, and counts', () => {
    const clock = new ManualClock();
    const summary = new PeerSummary(clock);
    const lines: string[] = [];
    for (let minute = 0; minute <= 10; minute++) {
      const dropped = { expired: minute, overflowing: 0 };
      lines.push(...summary.lines([away(3 + minute * 12, { dropped })]));
      clock.advance(MINUTE_MS);
    }
    expect(lines).toEqual([
      'Peer http://peer/eureka/ has not been available for 5 min: 60 more calls failed (last it refused the connection), 7 messages wait, 5 were given up',
      'Peer http://peer/eureka/ has not been available for 10 min: 60 more calls failed (last it refused the connection), 7 messages wait, 5 were given up',
    ]);
  });

  it('says nothing of peers that are there, and begins anew when one goes again', () => {
    const clock = new ManualClock();
    const summary = new PeerSummary(clock);
    const seen: string[] = [];
    for (const report of [away(3), MET, away(9), away(12)]) {
      seen.push(...summary.lines([report]));
      clock.advance(4 * MINUTE_MS);
    }
    expect(seen).toEqual([]);
    clock.advance(MINUTE_MS);
    expect(summary.lines([away(20)])).toEqual([
      'Peer http://peer/eureka/ has not been available for 9 min: 11 more calls failed (last it refused the connection), 7 messages wait',
    ]);
  });
});
