import { TlsFiles } from '@nest-eureka/transport';
import { Option } from 'commander';
import type { Command } from 'commander';
import { Conversation } from './conversation.js';
import { EXIT } from './surroundings.js';
import type { Exit, Surroundings } from './surroundings.js';
import { DEFAULT_URL, targetOf } from './target.js';

/** Options of every command that asks a registry. */
export interface RegistryOptions {
  readonly url?: string;
  readonly timeout: string;
  readonly ca?: string;
  readonly json?: boolean;
}

export function withRegistryOptions(command: Command): Command {
  return command
    .addOption(
      new Option('-u, --url <url>', `service URL of the registry, credentials included (default: ${DEFAULT_URL})`),
    )
    .addOption(new Option('--timeout <seconds>', 'how long the registry may be silent').default('5'))
    .addOption(new Option('--ca <file>', 'PEM file of an authority to trust, for https'))
    .addOption(new Option('--json', 'JSON, for scripts'));
}

/** Runs what asks a registry; without one that can be asked it says why. */
export async function converse(
  { url, timeout, ca }: RegistryOptions,
  surroundings: Surroundings,
  talk: (conversation: Conversation) => Promise<Exit>,
): Promise<Exit> {
  const target = targetOf(url, surroundings.environment);
  if (target.kind === 'none') {
    surroundings.err(target.message);
    return EXIT.usage;
  }
  const seconds = Number(timeout);
  if (!(seconds > 0 && seconds <= 3600)) {
    surroundings.err(`--timeout: ${timeout} is not a number of seconds from 0 to 3600`);
    return EXIT.usage;
  }
  const tls =
    ca === undefined ? undefined : new TlsFiles({ ca }, { clock: surroundings.clock, onWarning: surroundings.err });
  const conversation = new Conversation(target.endpoint, surroundings, { timeoutMs: seconds * 1000, tls });
  try {
    return await talk(conversation);
  } finally {
    conversation.close();
  }
}
