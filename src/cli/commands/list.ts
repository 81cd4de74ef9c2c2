import { instanceIdOf, PATHS } from '@nest-eureka/protocol';
import type { InstanceInfo } from '@nest-eureka/protocol';
import { maskMetadata } from '@nest-eureka/registry/audit';
import type { Command } from 'commander';
import { readRegistry } from '../read-registry.js';
import { uriOf } from '../doctor/gateway.js';
import { converse } from '../registry-command.js';
import type { RegistryOptions } from '../registry-command.js';
import { EXIT } from '../surroundings.js';
import type { Exit, Surroundings } from '../surroundings.js';
import { textTable } from '../text-table.js';
import { agoText, timeText } from '../words.js';

interface ListOptions extends RegistryOptions {
  readonly status?: string;
}

/** `list [application]`: what is registered, one line for each instance. */
export async function list(
  application: string | undefined,
  options: ListOptions,
  surroundings: Surroundings,
): Promise<Exit> {
  return converse(options, surroundings, async (conversation) => {
    const read = await readRegistry(conversation, PATHS.applications());
    if (read.kind === 'refused') {
      surroundings.err(read.message);
      return EXIT.fault;
    }
    const all = read.applications.applications.flatMap(({ instances }) => instances);
    const wanted = all
      .filter(
        ({ app, status }) =>
          (application === undefined || app === application.toUpperCase()) &&
          (options.status === undefined || status === options.status.toUpperCase()),
      )
      .sort(byName);
    const now = surroundings.clock.now();
    const isNarrowed = all.length > 0 && wanted.length === 0;
    if (options.json) surroundings.out(JSON.stringify(wanted.map(listed), null, 2));
    else surroundings.out(isNarrowed ? 'nothing is registered that fits' : table(wanted, now));
    return EXIT.done;
  });
}

export function describeList(command: Command): Command {
  return command
    .description('what is registered, one line for each instance')
    .argument('[application]', 'this application alone')
    .option('--status <status>', 'instances of this status alone: UP, DOWN, STARTING, OUT_OF_SERVICE, UNKNOWN');
}

function byName(one: InstanceInfo, other: InstanceInfo): number {
  return one.app.localeCompare(other.app) || instanceIdOf(one).localeCompare(instanceIdOf(other));
}

/** Without the last renewal: a list has it as old as its cached text, and `explain` as it is. */
function listed(instance: InstanceInfo) {
  const { app, status, overriddenStatus, metadata, leaseInfo } = instance;
  return {
    application: app,
    id: instanceIdOf(instance),
    status,
    overriddenStatus,
    url: uriOf(instance),
    zone: metadata.get('zone'),
    registeredAt: leaseInfo === undefined ? undefined : timeText(leaseInfo.registrationTimestamp),
    metadata: Object.fromEntries(maskMetadata(metadata)),
  };
}

function table(instances: readonly InstanceInfo[], now: number): string {
  if (instances.length === 0) return 'nothing is registered';
  return textTable(
    ['APPLICATION', 'INSTANCE', 'STATUS', 'URL', 'ZONE', 'REGISTERED'],
    instances.map((instance) => [
      instance.app,
      instanceIdOf(instance),
      instance.status,
      uriOf(instance),
      instance.metadata.get('zone') ?? '-',
      agoText(instance.leaseInfo?.registrationTimestamp, now),
    ]),
  );
}
