import { Endpoint } from '@nest-eureka/transport';
import type { Command } from 'commander';
import { Conversation } from '../conversation.js';
import { EXIT } from '../surroundings.js';
import type { Exit, Surroundings } from '../surroundings.js';
import { said } from '../doctor/entrance.js';

const DEFAULT_PORT = '8761';
const TIMEOUT_MS = 2000;

/** `health [url]`: whether the server of this machine is ready, for the health check of a container. */
export async function health(given: string | undefined, surroundings: Surroundings): Promise<Exit> {
  const { SERVER_PORT, PORT, SERVER_SERVLET_CONTEXTPATH: context = '' } = surroundings.environment;
  const base = given ?? `http://127.0.0.1:${SERVER_PORT ?? PORT ?? DEFAULT_PORT}${context}`;
  if (!URL.canParse(base)) {
    surroundings.err(`${base} is not a URL`);
    return EXIT.usage;
  }
  const endpoint = new Endpoint(`${base.replace(/\/$/, '')}/`, undefined, undefined);
  const conversation = new Conversation(endpoint, surroundings, { timeoutMs: TIMEOUT_MS });
  const reply = await conversation.ask('actuator/health/readiness');
  conversation.close();
  const text = reply.kind === 'failed' ? reply.message : said(reply);
  surroundings.out(`${endpoint.url}: ${text}`);
  return reply.kind === 'answered' && reply.status === 200 ? EXIT.done : EXIT.fault;
}

export function describeHealth(command: Command): Command {
  return command
    .description('whether the server on this machine is ready; for the health check of a container')
    .argument('[url]', 'where the server is, without the path of its API');
}
