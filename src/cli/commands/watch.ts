import type { Command } from 'commander';
import type { Conversation } from '../conversation.js';
import { passes } from '../passes.js';
import { RegistryPolling } from '../registry-polling.js';
import { RegistryStream } from '../registry-stream.js';
import type { StreamHearer } from '../registry-stream.js';
import { converse } from '../registry-command.js';
import type { RegistryOptions } from '../registry-command.js';
import { EXIT } from '../surroundings.js';
import type { Exit, Surroundings } from '../surroundings.js';
import { WatchLog } from '../watch-log.js';

interface WatchOptions extends RegistryOptions {
  readonly interval: string;
  readonly poll?: boolean;
}

export function describeWatch(command: Command): Command {
  return command
    .description('a line for each change, until Ctrl-C')
    .argument('[application]', 'this application alone')
    .option('--poll', 'read deltas, also where the registry has a change stream')
    .option('--interval <seconds>', 'how often to look where there is no change stream', '1');
}

/** `watch [application]`: by the registry's change stream, else by its deltas, which every Eureka server has. */
export async function watch(
  application: string | undefined,
  options: WatchOptions,
  surroundings: Surroundings,
): Promise<Exit> {
  const seconds = Number(options.interval);
  if (!(seconds >= 0.1 && seconds <= 3600)) {
    surroundings.err(`--interval: ${options.interval} is not a number of seconds from 0.1 to 3600`);
    return EXIT.usage;
  }
  const wanted = application?.toUpperCase();
  const log = new WatchLog(wanted, options.json === true, surroundings);
  return converse(options, surroundings, async (conversation) => {
    if (options.poll !== true && (await follow(conversation, wanted, log, seconds * 1000, surroundings)))
      return EXIT.done;
    return poll(conversation, log, seconds, surroundings);
  });
}

/** False where there is no stream to follow. */
async function follow(
  conversation: Conversation,
  wanted: string | undefined,
  log: WatchLog,
  pauseMs: number,
  surroundings: Surroundings,
): Promise<boolean> {
  let hasBegun = false;
  const began = (): void => {
    if (!hasBegun) surroundings.err(`watching ${conversation.endpoint.url}; Ctrl-C ends it`);
    hasBegun = true;
    log.isWell();
  };
  const changed: StreamHearer['changed'] = (before, after) => log.changed(before, after);
  const stream = new RegistryStream(conversation, wanted, { began, changed }, surroundings.clock);
  const { host } = new URL(conversation.endpoint.url);
  do {
    const end = await stream.read();
    if (surroundings.ending.aborted) return true;
    if (end.kind === 'not-offered' || !hasBegun) return false;
    log.complain(`${host} ${end.message}`);
  } while (await passes(pauseMs, surroundings));
  return true;
}

async function poll(
  conversation: Conversation,
  log: WatchLog,
  seconds: number,
  surroundings: Surroundings,
): Promise<Exit> {
  const polling = new RegistryPolling(conversation);
  const first = await polling.begin();
  if (first.kind === 'refused') {
    surroundings.err(first.message);
    return EXIT.fault;
  }
  surroundings.err(`watching ${conversation.endpoint.url}, looking every ${seconds} s; Ctrl-C ends it`);
  let present = first.applications;
  while (await passes(seconds * 1000, surroundings)) {
    const read = await polling.next(present);
    if (surroundings.ending.aborted) break;
    if (read.kind === 'refused') {
      log.complain(read.message);
      continue;
    }
    log.isWell();
    log.changed(present, read.applications);
    present = read.applications;
  }
  return EXIT.done;
}
