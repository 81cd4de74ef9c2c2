import { single, unusedBy } from './option.js';
import { booleanType, integerType, MOST_INT } from './value-type.js';

const count = integerType(0, MOST_INT);
const ms = integerType(0, MOST_INT);

/** Keys of `eureka.server.*` about peers that have no effect (server.md 7). */
export const knownReplicationOptions = {
  ...unusedBy('registry', 'each peer is sent one batch at a time, so that order is kept', {
    maxThreadsForPeerReplication: single(count, 20, 'Most batches on the way to one peer.', {
      netflix: 'maxThreadsForPeerReplication',
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
    enableReplicatedRequestCompression: single(booleanType, false, 'Compresses batches to peers.', {
      netflix: 'enableReplicatedRequestCompression',
    }),
    batchReplication: single(booleanType, false, 'Sends messages to peers in batches; they always are.', {
      netflix: 'shouldBatchReplication',
    }),
  }),
};
