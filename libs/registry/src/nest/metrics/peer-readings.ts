import type { PeerView } from '../../replication/cluster-view.js';
import { counter, gauge } from './metric-samples.js';
import type { Reading, Sample } from './metric-samples.js';

/** How this node gets on with each peer, both ways. URLs have no credentials. */
export function peerReadings(peers: () => readonly PeerView[]): readonly Reading[] {
  const each = (value: (peer: PeerView) => number | undefined) => (): readonly Sample[] =>
    peers().flatMap((peer): Sample[] => {
      const read = value(peer);
      return read === undefined ? [] : [{ labels: { peer: peer.url }, value: read }];
    });
  const seconds = (ms: number | undefined): number | undefined => (ms === undefined ? undefined : ms / 1000);
  return [
    gauge(
      'eureka_peer_available',
      '1 while the peer takes what it is sent.',
      each(({ state }) => Number(state === 'available')),
    ),
    gauge(
      'eureka_peer_queued_messages',
      'Messages that wait for the peer.',
      each(({ queued }) => queued),
    ),
    gauge(
      'eureka_peer_waiting_seconds',
      'How long the oldest of them has waited.',
      each(({ waitingMs }) => seconds(waitingMs)),
    ),
    gauge(
      'eureka_peer_propagation_seconds',
      'How long the oldest item of the last batch had waited when the peer had it.',
      each(({ lastLagMs }) => seconds(lastLagMs)),
    ),
    gauge(
      'eureka_peer_received_propagation_seconds',
      'How old the oldest change was that came last from the peer.',
      each(({ received }) => seconds(received?.lastLagMs)),
    ),
    gauge(
      'eureka_peer_clock_offset_seconds',
      'How far the peer’s clock is ahead.',
      each(({ clockOffsetMs }) => seconds(clockOffsetMs)),
    ),
    gauge(
      'eureka_peer_in_step',
      '1 when the last comparison found the same registry.',
      each(({ comparison }) => comparison && Number(comparison.isSame)),
    ),
    counter(
      'eureka_peer_batches_total',
      'Batches that arrived at the peer.',
      each(({ counts }) => counts.batches),
    ),
    counter(
      'eureka_peer_items_total',
      'Items of those.',
      each(({ counts }) => counts.items),
    ),
    counter(
      'eureka_peer_failures_total',
      'Calls to the peer that failed.',
      each(({ counts }) => counts.failures),
    ),
    counter(
      'eureka_peer_received_items_total',
      'Items that came from the peer.',
      each(({ received }) => received?.items),
    ),
    counter('eureka_peer_dropped_messages_total', 'Messages that the peer was never told, by reason.', () =>
      peers().flatMap(({ url: peer, dropped, counts }) => [
        { labels: { peer, reason: 'expired' }, value: dropped.expired },
        { labels: { peer, reason: 'overflowing' }, value: dropped.overflowing },
        { labels: { peer, reason: 'rejected' }, value: counts.rejected },
      ]),
    ),
  ];
}
