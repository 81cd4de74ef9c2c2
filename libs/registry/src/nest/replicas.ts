import type { PeerReport } from '../replication/peer-report.js';

/** A peer as the page and `/status` show it; the URL without its credentials. */
export interface Replica {
  readonly url: string;
  readonly host: string;
  /** Whether it takes what it is sent: Java looks for an instance of that host in its registry instead (server.md 8.1). */
  readonly available: boolean;
  /** What it did last when it is not available, where it did anything. */
  readonly trouble: string | undefined;
}

export function replicasOf(reports: readonly PeerReport[]): readonly Replica[] {
  return reports.map(({ url, state, lastFailure }) => {
    const available = state === 'available';
    return { url, host: new URL(url).hostname, available, trouble: available ? undefined : lastFailure?.message };
  });
}
