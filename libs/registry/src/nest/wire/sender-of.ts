import type { IncomingMessage } from 'node:http';
import { HEADERS } from '@nest-eureka/protocol';
import { readNodeHeader } from '../../replication/node-identity.js';
import type { SenderSeen } from '../../replication/received-batches.js';
import { callerAddress } from '../../security/caller-address.js';

/** More than any address is long; what a caller says of itself is not kept beyond it. */
const LONGEST_ADDRESS = 255;

/** Who sends a batch: a node of ours, or whoever says so in the identity header, or calls from there (server.md 1.7). */
export function senderOf({ headers, socket }: IncomingMessage): SenderSeen {
  const said = headers[HEADERS.identityId]?.toString() ?? '';
  const address = said === '' ? ((socket && callerAddress(socket)) ?? '') : said.slice(0, LONGEST_ADDRESS);
  return { node: readNodeHeader(headers[HEADERS.node]?.toString()), address };
}
