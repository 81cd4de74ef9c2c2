import { ByMode, optional, single, unusedBy } from './option.js';
import { booleanType, integerType, MOST_INT, textType } from './value-type.js';

const count = integerType(0, MOST_INT);
const ms = integerType(0, MOST_INT);

/** Keys of `eureka.server.*` about peers (server.md 7). */
export const knownReplicationOptions = {
  ...unusedBy('registry', 'replication between nodes is not built yet', {
    registrySyncRetries: single(count, new ByMode(0, 0), 'Rounds of filling an empty registry from the peers.', {
      defaultText: '0; 5 when register-with-eureka is true',
      netflix: 'numberRegistrySyncRetries',
    }),
    registrySyncRetryWaitMs: single(ms, 30_000, 'Wait between two such rounds.', {
      unit: 'ms',
      netflix: 'registrySyncRetryWaitMs',
    }),
    peerEurekaNodesUpdateIntervalMs: single(ms, 600_000, 'How often the list of peers is read anew.', {
      unit: 'ms',
      netflix: 'peerEurekaNodesUpdateIntervalMs',
    }),
    peerNodeConnectTimeoutMs: single(ms, new ByMode(1_000, 200), 'Connect timeout towards peers.', {
      unit: 'ms',
      netflix: 'peerNodeConnectTimeoutMs',
    }),
    peerNodeReadTimeoutMs: single(ms, new ByMode(5_000, 200), 'Read timeout towards peers.', {
      unit: 'ms',
      netflix: 'peerNodeReadTimeoutMs',
    }),
    peerNodeTotalConnections: single(count, 1_000, 'Most connections to all peers.', {
      netflix: 'peerNodeTotalConnections',
    }),
    peerNodeTotalConnectionsPerHost: single(count, 500, 'Most connections to one peer.', {
      netflix: 'peerNodeTotalConnectionsPerHost',
    }),
    peerNodeConnectionIdleTimeoutSeconds: single(count, 30, 'How long an idle connection to a peer is kept.', {
      unit: 's',
      netflix: 'peerNodeConnectionIdleTimeoutSeconds',
    }),
    maxTimeForReplication: single(ms, 30_000, 'How long a cancel or a status change is worth sending.', {
      unit: 'ms',
      netflix: 'maxTimeForReplication',
    }),
    maxElementsInPeerReplicationPool: single(count, 10_000, 'Most messages that wait for one peer.', {
      netflix: 'maxElementsInPeerReplicationPool',
    }),
    maxThreadsForPeerReplication: single(count, 20, 'Most batches on the way to one peer.', {
      netflix: 'maxThreadsForPeerReplication',
    }),
    enableReplicatedRequestCompression: single(booleanType, false, 'Compresses batches to peers.', {
      netflix: 'enableReplicatedRequestCompression',
    }),
  }),
  ...unusedBy('registry', 'it has no effect in the Java server either', {
    peerEurekaStatusRefreshTimeIntervalMs: single(ms, 30_000, 'How often the state of the peers is read.', {
      unit: 'ms',
      netflix: 'peerEurekaStatusRefreshTimeIntervalMs',
    }),
    numberOfReplicationRetries: single(count, 5, 'How often a message to a peer is repeated.', {
      netflix: 'numberOfReplicationRetries',
    }),
    minThreadsForPeerReplication: single(count, 5, 'Fewest threads towards peers.', {
      netflix: 'minThreadsForPeerReplication',
    }),
    minThreadsForStatusReplication: single(count, 1, 'Fewest threads for group states.', {
      netflix: 'minThreadsForStatusReplication',
    }),
    maxIdleThreadAgeInMinutesForPeerReplication: single(count, 15, 'How long an idle thread towards peers is kept.', {
      unit: 'min',
      netflix: 'maxIdleThreadAgeInMinutesForPeerReplication',
    }),
    maxIdleThreadInMinutesAgeForStatusReplication: single(
      count,
      10,
      'How long an idle thread for group states is kept.',
      { unit: 'min', netflix: 'maxIdleThreadAgeInMinutesForStatusReplication' },
    ),
    batchReplication: single(booleanType, false, 'Sends messages to peers in batches; they always are.', {
      netflix: 'shouldBatchReplication',
    }),
    remoteRegionUrls: optional(textType, 'URLs of other regions.', { netflix: 'remoteRegionUrls' }),
  }),
};
