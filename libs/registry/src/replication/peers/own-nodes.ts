import type { Endpoint } from '@nest-eureka/transport';
import type { Peers } from './peers.js';

/** Where the peers are that are nodes of ours and answer. */
export function ownNodes(peers: Pick<Peers, 'reports' | 'endpoints'>): readonly Endpoint[] {
  const ours = new Set(
    peers.reports().flatMap(({ url, node, state }) => (node !== undefined && state === 'available' ? [url] : [])),
  );
  return peers.endpoints().flatMap(({ endpoint }) => (ours.has(endpoint.url) ? [endpoint] : []));
}
