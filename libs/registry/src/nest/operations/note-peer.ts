import type { Journal } from '../../core/journal/journal.js';
import type { PeerChange } from '../../replication/peer-report.js';

/** Peers that come and go, in the journal. */
export function notePeer(journal: Pick<Journal, 'note'>, { url, to, reason }: PeerChange): void {
  if (to === 'available') journal.note({ kind: 'peer-available', detail: url });
  if (to === 'unavailable') {
    const why = reason === undefined ? '' : `: it ${reason}`;
    journal.note({ kind: 'peer-unavailable', detail: `${url}${why}` });
  }
}
