import { Resolver, lookup } from 'node:dns/promises';
import type { RegistryConfiguration } from '@nest-eureka/config';
import type { TimerClock } from '@nest-eureka/time';
import type { BatchTracing } from '../../replication/batch-tracing.js';
import { createPeers } from '../../replication/create-peers.js';
import { isOwnUrl } from '../../replication/peers/own-url.js';
import type { Peers } from '../../replication/peers/peers.js';
import type { OwnInstance } from '../own-instance.js';
import type { ServerCore } from '../registry-core.js';
import type { Exchange } from './exchange.js';
import { ownAddress } from './own-address.js';
import { notePeer } from '../operations/note-peer.js';
import { PeerLog } from './peer-log.js';
import { replicationSettings } from './replication-settings.js';

const DNS_TIMEOUT_MS = 5000;
const DNS_TRIES = 2;

/** The peers of a server, from its configuration. */
export function createServerPeers(
  configuration: RegistryConfiguration,
  core: ServerCore,
  own: OwnInstance,
  clock: TimerClock,
  ownNodeId: string,
  exchange: Exchange,
  tracing?: BatchTracing,
): Peers {
  const log = new PeerLog();
  const resolver = new Resolver({ timeout: DNS_TIMEOUT_MS, tries: DNS_TRIES });
  return createPeers(replicationSettings(configuration, ownNodeId), {
    store: core.store,
    overrides: core.overrides,
    leases: core.leases,
    intake: exchange.intake,
    replicator: core.extra.replicator,
    clock,
    random: Math.random,
    resolveTxt: (name) => resolver.resolveTxt(name),
    lookup: {
      // as connections do it, so that a hosts file counts
      addresses: async (host) => (await lookup(host, { all: true })).map(({ address }) => address),
      services: (name) => resolver.resolveSrv(name),
    },
    isOwn: (url) => isOwnUrl(url, ownAddress(configuration, own.address())),
    onChange: (change) => {
      log.changed(change);
      notePeer(core.extra.journal, change);
    },
    onWarning: (message) => log.warn(message),
    onError: (error) => log.failed(error),
    tracing,
  });
}
