import type { SecureContextOptions } from 'node:tls';
import { Endpoint } from '@nest-eureka/transport';
import type { Command } from 'commander';
import { Conversation } from '../conversation.js';
import { EXIT } from '../surroundings.js';
import type { Exit, Surroundings } from '../surroundings.js';
import { said } from '../doctor/entrance.js';

const DEFAULT_PORT = '8761';
const TIMEOUT_MS = 2000;

/** Certificates are not made for 127.0.0.1; nothing secret is sent there. */
const WHATEVER_CERTIFICATE = {
  current: (): Promise<SecureContextOptions & { readonly rejectUnauthorized: boolean }> =>
    Promise.resolve({ rejectUnauthorized: false }),
};

/** `health [url]`: whether the server of this machine is ready, for the health check of a container. */
export async function health(given: string | undefined, surroundings: Surroundings): Promise<Exit> {
  const { SERVER_PORT, PORT, SERVER_SERVLET_CONTEXTPATH: context = '' } = surroundings.environment;
  const scheme = speaksTls(surroundings.environment) ? 'https' : 'http';
  const base = given ?? `${scheme}://127.0.0.1:${SERVER_PORT ?? PORT ?? DEFAULT_PORT}${context}`;
  if (!URL.canParse(base)) {
    surroundings.err(`${base} is not a URL`);
    return EXIT.usage;
  }
  const endpoint = new Endpoint(`${base.replace(/\/$/, '')}/`, undefined, undefined);
  const tls = given === undefined ? WHATEVER_CERTIFICATE : undefined;
  const conversation = new Conversation(endpoint, surroundings, { timeoutMs: TIMEOUT_MS, tls });
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

function speaksTls({ SERVER_SSL_ENABLED, ...others }: Surroundings['environment']): boolean {
  const isNamed = Object.keys(others).some((name) => /^SERVER_SSL_(CERTIFICATE|KEY_?STORE)$/.test(name));
  return isNamed && SERVER_SSL_ENABLED !== 'false';
}
