/** Every used key of `eureka.server.*` about peers (server.md 4 and 7). */
export interface RegistryReplicationOptions {
  /**
   * How often the list of peers is read anew, in ms.
   * @default 600000
   */
  readonly peerEurekaNodesUpdateIntervalMs: number;
  /**
   * Takes each address that the host of a service URL has for a node of its own, as behind a headless service.
   * @default false
   */
  readonly peersByAddress: boolean;
  /**
   * How long a connection to a peer may take, in ms.
   * @default modern 1000, netflix 200
   */
  readonly peerNodeConnectTimeoutMs: number;
  /**
   * Longest silence of a peer once connected, in ms.
   * @default modern 5000, netflix 200
   */
  readonly peerNodeReadTimeoutMs: number;
  /**
   * Most connections to all peers.
   * @default 1000
   */
  readonly peerNodeTotalConnections: number;
  /**
   * Most connections to one peer.
   * @default 500
   */
  readonly peerNodeTotalConnectionsPerHost: number;
  /**
   * How long an idle connection to a peer is kept, in seconds.
   * @default 30
   */
  readonly peerNodeConnectionIdleTimeoutSeconds: number;
  /**
   * How long a cancel or a change of status is worth sending, in ms.
   * @default 30000
   */
  readonly maxTimeForReplication: number;
  /**
   * Most messages that wait for one peer.
   * @default 10000
   */
  readonly maxElementsInPeerReplicationPool: number;
  /**
   * How long a message to a peer waits for company, in ms (server.md 4.2).
   * @default 500
   */
  readonly replicationLingerMs: number;
  /**
   * Shortest time between two batches to a peer that is a node of ours, in ms, but for heartbeats; after a longer pause a message
   * leaves at once.
   * @default modern 50, netflix 500
   */
  readonly replicationLingerToOwnNodesMs: number;
}
