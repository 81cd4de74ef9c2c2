import type { Command } from 'commander';
import { askAddition } from '../ask-addition.js';
import { clusterText, isInOrder } from '../cluster-text.js';
import type { Conversation } from '../conversation.js';
import { JAVA_RULE, readStatus } from '../read-status.js';
import { converse } from '../registry-command.js';
import type { RegistryOptions } from '../registry-command.js';
import { EXIT } from '../surroundings.js';
import type { Exit, Surroundings } from '../surroundings.js';
import { textTable } from '../text-table.js';

export function describeCluster(command: Command): Command {
  return command.description('how the node gets on with each of its peers');
}

/** `cluster`: 1 where a peer is away or its registry is another one. */
export async function cluster(options: RegistryOptions, surroundings: Surroundings): Promise<Exit> {
  return converse(options, surroundings, async (conversation) => {
    const told = await askAddition(conversation, 'x/cluster', 'peers');
    if (told.kind === 'absent') return replicas(conversation, options, surroundings);
    if (told.kind === 'refused') {
      surroundings.err(told.message);
      return EXIT.fault;
    }
    const { document } = told;
    surroundings.out(
      options.json ? JSON.stringify(document, null, 2) : clusterText(document, surroundings.clock.now()),
    );
    return isInOrder(document) ? EXIT.done : EXIT.fault;
  });
}

/** What any Eureka server tells; whether it reaches its replicas, Java's does not. */
async function replicas(
  conversation: Conversation,
  { json }: RegistryOptions,
  { out, err }: Surroundings,
): Promise<Exit> {
  const status = await readStatus(conversation);
  if (status === undefined) {
    err(`${new URL(conversation.endpoint.url).host} does not tell its status`);
    return EXIT.fault;
  }
  const { registered, unavailable } = status;
  const peers = registered.map((url) => ({
    url,
    state: unavailable.includes(url) ? 'unavailable' : 'available',
  }));
  if (json) out(JSON.stringify({ peers }, null, 2));
  else
    out(
      peers.length === 0
        ? 'no peers'
        : textTable(
            ['PEER', 'STATE'],
            peers.map(({ url, state }) => [url, state]),
          ),
    );
  if (unavailable.length > 0) err(`${unavailable.join(', ')}: ${JAVA_RULE}`);
  return EXIT.done;
}
