import type { AddressSources } from '@nest-eureka/transport';
import type { Conversation } from '../conversation.js';
import { entrance } from './entrance.js';
import { note } from './finding.js';
import type { Finding } from './finding.js';
import { gateway } from './gateway.js';
import type { LookUp } from './gateway.js';
import { ownAddress } from './own-address.js';
import { state } from './state.js';
import { clock, gzip, wire } from './wire.js';

export interface Machine extends Pick<AddressSources, 'interfaces' | 'machineName'> {
  readonly lookUp: LookUp;
  /** Wire time, ms since the epoch. */
  readonly now: () => number;
}

/** Connects as a client would and tells what it meets, as it meets it. */
export async function* examine(conversation: Conversation, machine: Machine): AsyncGenerator<Finding> {
  const { findings, registry, reply } = await entrance(conversation);
  const answeredAt = machine.now();
  yield* findings;
  if (registry === undefined || reply === undefined) return;
  const isOurs = await isOfOurs(conversation);
  yield note('server', isOurs ? 'a nest-eureka server' : 'Netflix’ server, or another one');
  yield clock(reply, answeredAt);
  yield* await wire(conversation, registry);
  yield gzip(reply);
  yield* await state(conversation, isOurs);
  yield ownAddress({ ...machine, localAddressOfRegistryConnection: conversation.localAddress });
  yield* await gateway(registry, machine.lookUp);
}

async function isOfOurs(conversation: Conversation): Promise<boolean> {
  const cluster = await conversation.ask('x/cluster');
  return cluster.kind === 'answered' && cluster.status === 200;
}
