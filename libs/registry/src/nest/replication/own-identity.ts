import type { RegistryConfiguration } from '@nest-eureka/config';
import { NODE_PROTOCOL } from '../../replication/node-identity.js';
import type { NodeIdentity } from '../../replication/node-identity.js';

/** This node as it calls itself towards others of ours. In netflix mode nothing but Java's batches is agreed on. */
export function ownIdentity({ server }: RegistryConfiguration, nodeId: string): NodeIdentity {
  return { id: nodeId, version: server.defaults === 'netflix' ? NODE_PROTOCOL.batches : NODE_PROTOCOL.ownBatches };
}
