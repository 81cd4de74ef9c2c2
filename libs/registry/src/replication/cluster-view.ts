import type { PartnerStanding } from './anti-entropy/anti-entropy.js';
import type { PeerReport } from './peer-report.js';
import type { ReceivedReport } from './received-batches.js';

/** How this node and one peer get on, both ways; instants are wall clock, in ms. */
export interface PeerView extends PeerReport {
  /** `ours`: a node of this registry; `other`: any other Eureka server; undefined until it has answered. */
  readonly kind: 'ours' | 'other' | undefined;
  /** How the registries compare; undefined with a server that is none of ours, and before the first comparison. */
  readonly comparison: Omit<PartnerStanding, 'url' | 'clockOffsetMs'> | undefined;
  /** What came in from it; undefined until something does. */
  readonly received: Omit<ReceivedReport, 'node'> | undefined;
}

/** The peers with all that is measured, and who sends to this node without being one of them. */
export interface ClusterView {
  readonly peers: readonly PeerView[];
  readonly otherSenders: readonly ReceivedReport[];
}

/** Puts together what is known of sending, of comparing and of what came in. */
export function clusterView(
  reports: readonly PeerReport[],
  standings: readonly PartnerStanding[],
  received: readonly ReceivedReport[],
): ClusterView {
  const others = new Set(received);
  const peers = reports.map((report): PeerView => {
    const standing = standings.find(({ url }) => url === report.url);
    const incoming = received.find((sender) => isFrom(sender, report));
    if (incoming !== undefined) others.delete(incoming);
    return {
      ...report,
      kind: report.lastSuccessAt === undefined ? undefined : report.node === undefined ? 'other' : 'ours',
      // what nodes of ours tell each other is exact, a header is to a second
      clockOffsetMs: standing?.clockOffsetMs ?? report.clockOffsetMs,
      comparison: standing && {
        comparedAt: standing.comparedAt,
        isSame: standing.isSame,
        taken: standing.taken,
      },
      received: incoming && {
        address: incoming.address,
        lastAt: incoming.lastAt,
        batches: incoming.batches,
        items: incoming.items,
        lastLagMs: incoming.lastLagMs,
      },
    };
  });
  return { peers, otherSenders: [...others] };
}

/** A node of ours by its id; any other by the address that it sends, where its URL has that one. */
function isFrom(sender: ReceivedReport, { node, url }: PeerReport): boolean {
  if (node !== undefined || sender.node !== undefined) return sender.node === node;
  return new URL(url).hostname === sender.address;
}
