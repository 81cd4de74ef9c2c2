import type { RegistryReplicationOptions } from '../registry-replication-options.js';
import { ByMode, single } from './option.js';
import type { Option } from './option.js';
import { booleanType, integerType, MOST_INT } from './value-type.js';

const duration = integerType(1, MOST_INT);
const pause = integerType(0, MOST_INT);
const size = integerType(1, MOST_INT);

/** The used keys of `eureka.server.*` about peers (server.md 7); their types are held equal to RegistryReplicationOptions. */
export const replicationOptions: {
  readonly [K in keyof RegistryReplicationOptions]: Option<RegistryReplicationOptions[K]>;
} = {
  peerEurekaNodesUpdateIntervalMs: single(duration, 600_000, 'How often the list of peers is read anew.', {
    unit: 'ms',
    netflix: 'peerEurekaNodesUpdateIntervalMs',
  }),
  peersByAddress: single(
    booleanType,
    false,
    'Takes each address that the host of a service URL has for a node of its own, as behind a headless service.',
  ),
  peerNodeConnectTimeoutMs: single(duration, new ByMode(1_000, 200), 'Connect timeout towards peers.', {
    unit: 'ms',
    netflix: 'peerNodeConnectTimeoutMs',
  }),
  peerNodeReadTimeoutMs: single(duration, new ByMode(5_000, 200), 'Read timeout towards peers.', {
    unit: 'ms',
    netflix: 'peerNodeReadTimeoutMs',
  }),
  peerNodeTotalConnections: single(size, 1_000, 'Most connections to all peers.', {
    netflix: 'peerNodeTotalConnections',
  }),
  peerNodeTotalConnectionsPerHost: single(size, 500, 'Most connections to one peer.', {
    netflix: 'peerNodeTotalConnectionsPerHost',
  }),
  peerNodeConnectionIdleTimeoutSeconds: single(size, 30, 'How long an idle connection to a peer is kept.', {
    unit: 's',
    netflix: 'peerNodeConnectionIdleTimeoutSeconds',
  }),
  maxTimeForReplication: single(pause, 30_000, 'How long a cancel or a status change is worth sending.', {
    unit: 'ms',
    netflix: 'maxTimeForReplication',
  }),
  maxElementsInPeerReplicationPool: single(size, 10_000, 'Most messages that wait for one peer.', {
    netflix: 'maxElementsInPeerReplicationPool',
  }),
  replicationLingerMs: single(pause, 500, 'How long a message to a peer waits for company.', { unit: 'ms' }),
  replicationLingerToOwnNodesMs: single(
    pause,
    new ByMode(50, 500),
    'Shortest time between two batches to a peer that is a node of ours, but for heartbeats; after a longer pause a message leaves at once.',
    { unit: 'ms' },
  ),
};
