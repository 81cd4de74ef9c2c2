import type { RegistryConfiguration } from '@nest-eureka/config';
import type { ReplicationSettings } from '../../replication/create-peers.js';
import { DEFAULT_PACE } from '../../replication/peer-pace.js';
import type { MessageLives } from '../../replication/replication-message.js';
import { ownIdentity } from './own-identity.js';

/** As in Eureka (server.md 4.2). */
const BATCH_SIZE = 250;
/** How soon a peer that is sent nothing is missed. */
const ASK_INTERVAL_MS = 10_000;
/** Answers to batches hold newer copies of instances at most. */
const MAX_ANSWER_BYTES = 33_554_432;

/** Whether there are addresses of nodes, of which all but this node's own are peers. */
export function mayHavePeers({ client }: RegistryConfiguration): boolean {
  return client.dns !== undefined || [...client.serviceUrl.values()].some((urls) => urls.length > 0);
}

/** What replication is told of the configuration. */
export function replicationSettings(configuration: RegistryConfiguration, ownNodeId: string): ReplicationSettings {
  const { client, instance, server } = configuration;
  const { region, availabilityZones, dns, tls } = client;
  const { registrationMs } = messageLives(configuration);
  return {
    servers: {
      serviceUrls: client.serviceUrl,
      region,
      availabilityZones,
      dns,
      preferSameZone: true,
      serviceUrlPollIntervalMs: server.peerEurekaNodesUpdateIntervalMs,
    },
    byAddress: server.peersByAddress,
    connections: {
      connectTimeoutMs: server.peerNodeConnectTimeoutMs,
      readTimeoutMs: server.peerNodeReadTimeoutMs,
      maxSockets: server.peerNodeTotalConnections,
      maxSocketsPerHost: server.peerNodeTotalConnectionsPerHost,
      idleTimeoutMs: server.peerNodeConnectionIdleTimeoutSeconds * 1000,
      maxAnswerBytes: MAX_ANSWER_BYTES,
      gzip: true,
      detail: 'full',
      allowRedirects: false,
    },
    tls,
    peer: {
      batchSize: BATCH_SIZE,
      lingerMs: server.replicationLingerMs,
      lingerToOwnMs: server.replicationLingerToOwnNodesMs,
      askIntervalMs: ASK_INTERVAL_MS,
      pace: DEFAULT_PACE,
    },
    answers: { syncWhenTimestampDiffers: server.syncWhenTimestampDiffers, registrationMs },
    queueCapacity: server.maxElementsInPeerReplicationPool,
    sender: { address: instance.ipAddress, node: ownIdentity(configuration, ownNodeId) },
  };
}

/**
 * In modern mode a registration waits as long as it stands: a change of metadata that is lost would never be made good, since it
 * leaves no trace in the timestamps that heartbeats compare.
 */
export function messageLives({ server }: RegistryConfiguration): MessageLives {
  return {
    changeMs: server.maxTimeForReplication,
    registrationMs: server.defaults === 'netflix' ? undefined : Number.POSITIVE_INFINITY,
  };
}
