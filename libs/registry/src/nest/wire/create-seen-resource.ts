import { EndpointCalls } from '@nest-eureka/transport';
import type { TimerClock } from '@nest-eureka/time';
import { Arrivals } from '../../watch/arrivals.js';
import { askNode } from '../../watch/ask-node.js';
import type { AskNode } from '../../watch/seen-everywhere.js';
import type { ServerCore } from '../registry-core.js';
import type { Exchange } from '../replication/exchange.js';
import type { ServerFacts } from '../server-facts.js';
import { SeenResource } from './seen-resource.js';

/** Other nodes are asked as they are for everything else; Java's, and those that are away, cannot be. */
export function createSeenResource(
  { store, extra: { watch } }: Pick<ServerCore, 'store' | 'extra'>,
  facts: Pick<ServerFacts, 'peerReports' | 'ownNodes'>,
  exchange: Pick<Exchange, 'connections'>,
  clock: TimerClock,
): SeenResource {
  return new SeenResource({
    watch,
    store,
    clock,
    arrivals: new Arrivals(store, clock, () => watch.isClosed),
    otherNodes() {
      const ours: readonly AskNode[] = facts
        .ownNodes()
        .map((endpoint) => askNode(new EndpointCalls(endpoint, exchange.connections)));
      return facts.peerReports().map((_, index) => ours[index]);
    },
  });
}
