import { describe, expect, it } from '@jest/globals';
import type { PeerReport } from '../replication/peer-report.js';
import { replicasOf } from './replicas.js';

describe('replicasOf', () => {
  it('goes by what each peer really does', () => {
    const reports: readonly Partial<PeerReport>[] = [
      {
        url: 'http://peer2:8762/eureka/',
        state: 'available',
        lastFailure: { at: 1, kind: 'congested', message: 'answered 503' },
      },
      {
        url: 'http://peer3:8763/eureka/',
        state: 'unavailable',
        lastFailure: { at: 1, kind: 'congested', message: 'answered 503' },
      },
      { url: 'http://peer4:8764/eureka/', state: 'connecting' },
    ];
    expect(replicasOf(reports as readonly PeerReport[])).toEqual([
      { url: 'http://peer2:8762/eureka/', host: 'peer2', available: true, trouble: undefined },
      { url: 'http://peer3:8763/eureka/', host: 'peer3', available: false, trouble: 'answered 503' },
      { url: 'http://peer4:8764/eureka/', host: 'peer4', available: false, trouble: undefined },
    ]);
  });
});
