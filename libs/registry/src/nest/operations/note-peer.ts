import { englishOf, said } from '../../core/sentences/said.js';
import type { Journal } from '../../core/journal/journal.js';
import type { PeerChange } from '../../replication/peer-report.js';

/** Peers that come and go, in the journal. */
export function notePeer(journal: Pick<Journal, 'note'>, { url, to, reason, failure }: PeerChange): void {
  if (to === 'available') journal.note({ kind: 'peer-available', detail: url });
  if (to !== 'unavailable') return;
  if (reason === undefined || failure === undefined) return journal.note({ kind: 'peer-unavailable', detail: url });
  const why = said(`peer.${failure}`, { url, deed: `it ${reason}` });
  journal.note({ kind: 'peer-unavailable', detail: englishOf(why), said: why });
}
