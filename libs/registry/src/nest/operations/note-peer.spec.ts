import { describe, expect, it } from '@jest/globals';
import { aRegistryWithJournal } from '../../../spec-support/administered-registry.js';
import type { PeerChange } from '../../replication/peer-report.js';
import { notePeer } from './note-peer.js';

const URL = 'http://peer2/eureka/';

function noted(...changes: readonly Partial<PeerChange>[]): readonly unknown[] {
  const { journal, clock } = aRegistryWithJournal();
  for (const change of changes) {
    clock.advance(1_000);
    notePeer(journal, { url: URL, from: 'connecting', to: 'available', reason: undefined, failures: 0, ...change });
  }
  return Array.from(journal.newestFirst(), ({ kind, detail, by, app }) => ({ kind, detail, by, app }));
}

describe('a peer in the journal', () => {
  it('comes and goes, with the reason, by nobody’s hand', () => {
    const nobody = { by: undefined, app: undefined };
    expect(
      noted({}, { to: 'unavailable', reason: 'refused the connection', failure: 'unreachable' }, { to: 'available' }),
    ).toEqual([
      { kind: 'peer-available', detail: URL, ...nobody },
      { kind: 'peer-unavailable', detail: `${URL}: it refused the connection`, ...nobody },
      { kind: 'peer-available', detail: URL, ...nobody },
    ]);
  });

  it('goes without a reason where there is none to tell', () => {
    expect(noted({ to: 'unavailable' })).toMatchObject([{ kind: 'peer-unavailable', detail: URL }]);
  });

  it.each(['connecting', 'self', 'twin', 'closed'] as const)('is no line when it is found to be %s', (to) => {
    expect(noted({ to })).toEqual([]);
  });
});
