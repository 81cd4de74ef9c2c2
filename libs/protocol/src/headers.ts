/** Header names of the protocol, lower case as node:http gives them (server.md 1.3, 1.7; wire.md 4). */
export const HEADERS = {
  /** Exactly `true` marks a call from a peer, which is not passed on. */
  replication: 'x-netflix-discovery-replication',
  /** `compact` asks for the reduced form. */
  eurekaAccept: 'x-eureka-accept',
  identityName: 'discoveryidentity-name',
  identityVersion: 'discoveryidentity-version',
  identityId: 'discoveryidentity-id',
  /** Ours alone, in answers to replication: which of our nodes it is that answers, and what it understands. */
  node: 'x-eureka-node',
  /** Ours alone: names a change stream, in its answer. */
  stream: 'x-eureka-stream',
  /** Ours alone: names the client that reads lists or a change stream, so that a registry knows who has a stream. */
  watcher: 'x-eureka-watcher',
  /** Ours alone, `true` from a registry that reads another region: what that one has from further regions is left out. */
  ownRegion: 'x-eureka-own-region',
} as const;
