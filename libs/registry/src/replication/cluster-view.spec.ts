import { describe, expect, it } from '@jest/globals';
import { ScriptedPeer } from '../../spec-support/replication/scripted-peer.js';
import { clusterView } from './cluster-view.js';
import type { PeerReport } from './peer-report.js';
import type { ReceivedReport } from './received-batches.js';

const MET = new ScriptedPeer().peer.report;

function peer(changes: Partial<PeerReport>): PeerReport {
  return { ...MET, lastSuccessAt: 5, ...changes };
}

function sender(changes: Partial<ReceivedReport>): ReceivedReport {
  return { node: undefined, address: '10.0.0.9', lastAt: 7, batches: 1, items: 2, lastLagMs: 40, ...changes };
}

describe('clusterView', () => {
  it('knows nodes of ours by their id and others by their address, and keeps the rest apart', () => {
    const ours = peer({ url: 'http://a:8761/eureka/', node: 'n-1' });
    const java = peer({ url: 'http://10.0.0.2:8761/eureka/' });
    const fromOurs = sender({ node: 'n-1' });
    const fromJava = sender({ address: '10.0.0.2' });
    const fromStranger = sender({ address: '10.0.0.3' });
    const fromBefore = sender({ node: 'n-0', address: 'a' });
    const view = clusterView([ours, java], [], [fromOurs, fromJava, fromStranger, fromBefore]);
    expect(view.peers).toMatchObject([
      { kind: 'ours', received: { address: '10.0.0.9', lastAt: 7, items: 2, lastLagMs: 40 } },
      { kind: 'other', received: { address: '10.0.0.2' } },
    ]);
    expect(view.otherSenders).toEqual([fromStranger, fromBefore]);
  });

  it('says of a peer that never answered neither what it is nor how it compares', () => {
    const { peers } = clusterView([peer({ lastSuccessAt: undefined })], [], []);
    expect(peers).toMatchObject([{ kind: undefined, comparison: undefined, received: undefined }]);
  });

  it('tells how the registries compare, and the more exact of two clock offsets', () => {
    const url = 'http://a:8761/eureka/';
    const standing = { url, comparedAt: 3, isSame: true, taken: 4, clockOffsetMs: 600_012 };
    const report = peer({ url, node: 'n-1', clockOffsetMs: 600_900 });
    expect(clusterView([report], [standing], []).peers).toMatchObject([
      { clockOffsetMs: 600_012, comparison: { comparedAt: 3, isSame: true, taken: 4 } },
    ]);
    expect(clusterView([report], [], []).peers).toMatchObject([{ clockOffsetMs: 600_900 }]);
  });
});
