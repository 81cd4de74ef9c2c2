import { EndpointCalls } from '@nest-eureka/transport';
import { MeasuresSharing } from '../../replication/measures/measures-sharing.js';
import { tellMeasures } from '../../replication/measures/tell-measures.js';
import { ownNodes } from '../../replication/peers/own-nodes.js';
import type { Peers } from '../../replication/peers/peers.js';
import type { ServerCore } from '../registry-core.js';
import type { Exchange } from '../replication/exchange.js';

/** Towards the peers that are nodes of ours; a Java server has no place for measures. */
export function createMeasuresSharing(
  { measures, administration }: Pick<ServerCore, 'measures' | 'administration'>,
  peers: Pick<Peers, 'reports' | 'endpoints'>,
  exchange: Pick<Exchange, 'connections'>,
): MeasuresSharing {
  return new MeasuresSharing({
    measures,
    administration,
    partners: () => ownNodes(peers).map((endpoint) => tellMeasures(new EndpointCalls(endpoint, exchange.connections))),
  });
}
