import { applyDelta, appsHashCodeOf, PATHS } from '@nest-eureka/protocol';
import type { Applications } from '@nest-eureka/protocol';
import type { Command } from 'commander';
import type { Conversation } from '../conversation.js';
import { plain } from '../plain.js';
import { readRegistry } from '../read-registry.js';
import type { RegistryRead } from '../read-registry.js';
import { registryChanges } from '../registry-changes.js';
import type { InstanceChange } from '../registry-changes.js';
import { converse } from '../registry-command.js';
import type { RegistryOptions } from '../registry-command.js';
import { EXIT } from '../surroundings.js';
import type { Exit, Surroundings } from '../surroundings.js';

interface WatchOptions extends RegistryOptions {
  readonly interval: string;
}

/** `watch [application]`: a line for each change, until Ctrl-C. Reads deltas, so that it works with every Eureka server. */
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
  return converse(options, surroundings, async (conversation) => {
    const first = await readRegistry(conversation, PATHS.applications());
    if (first.kind === 'refused') {
      surroundings.err(first.message);
      return EXIT.fault;
    }
    const wanted = application?.toUpperCase();
    let present = first.applications;
    surroundings.err(`watching ${conversation.endpoint.url}; Ctrl-C ends it`);
    let complaint: string | undefined;
    while (await passes(seconds * 1000, surroundings)) {
      const read = await next(conversation, present);
      if (surroundings.ending.aborted) break;
      if (read.kind === 'refused') {
        if (read.message !== complaint) surroundings.err(`${time(surroundings)} ${read.message}`);
        complaint = read.message;
        continue;
      }
      complaint = undefined;
      for (const change of registryChanges(present, read.applications)) {
        if (wanted !== undefined && change.application !== wanted) continue;
        const at = new Date(surroundings.clock.now()).toISOString();
        surroundings.out(
          options.json ? JSON.stringify({ at, ...change }) : `${time(surroundings)} ${sentence(change)}`,
        );
      }
      present = read.applications;
    }
    return EXIT.done;
  });
}

export function describeWatch(command: Command): Command {
  return command
    .description('a line for each change, until Ctrl-C')
    .argument('[application]', 'this application alone')
    .option('--interval <seconds>', 'how often to look', '1');
}

/** What a client does: a delta, checked by its hash, else the whole registry (client.md 2). */
async function next(conversation: Conversation, present: Applications): Promise<RegistryRead> {
  const delta = await readRegistry(conversation, PATHS.delta());
  if (delta.kind === 'read') {
    const applications = applyDelta(present, delta.applications);
    if (appsHashCodeOf(applications) === delta.applications.appsHashCode) return { kind: 'read', applications };
  }
  return readRegistry(conversation, PATHS.applications());
}

function sentence({ application, id, from, to }: InstanceChange): string {
  const name = plain(`${application} ${id}`);
  if (from === undefined) return `+ ${name} ${to}`;
  if (to === undefined) return `- ${name} (was ${from})`;
  return from === to ? `~ ${name} changed` : `~ ${name} ${from} -> ${to}`;
}

function time({ clock }: Surroundings): string {
  return new Date(clock.now()).toISOString().slice(11, 19);
}

/** False once the command is to end. */
function passes(ms: number, { clock, ending }: Surroundings): Promise<boolean> {
  return new Promise((resolve) => {
    if (ending.aborted) {
      resolve(false);
      return;
    }
    const end = (): void => {
      cancel();
      resolve(false);
    };
    const cancel = clock.after(ms, () => {
      ending.removeEventListener('abort', end);
      resolve(true);
    });
    ending.addEventListener('abort', end, { once: true });
  });
}
