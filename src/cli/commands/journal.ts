import type { Command } from 'commander';
import { askAddition } from '../ask-addition.js';
import { listOf, membersOf, textOf } from '../json-members.js';
import type { Members } from '../json-members.js';
import { timeSpanMs } from '../orders/time-span.js';
import { converse } from '../registry-command.js';
import type { RegistryOptions } from '../registry-command.js';
import { EXIT } from '../surroundings.js';
import type { Exit, Surroundings } from '../surroundings.js';
import { textTable } from '../text-table.js';
import { callerText, timeText, wordOf } from '../words.js';

interface JournalOptions extends RegistryOptions {
  readonly user?: string;
  readonly kind?: string;
  readonly last?: string;
  readonly limit: string;
}

export function describeJournal(command: Command): Command {
  return command
    .description('what has changed, newest last: who registered, left, was evicted or ordered what')
    .argument('[application]', 'this application alone')
    .argument('[instance]', 'this instance alone')
    .option('--user <name>', 'what this user did')
    .option('--kind <kinds>', 'such as evicted,administered (docs/protocol.md)')
    .option('--last <time>', 'no longer ago, such as 90s, 10m, 2h, 1d')
    .option('--limit <lines>', 'so many lines at most, up to 1000', '50');
}

/** `journal [application [instance]]`: a line for each change that the node remembers. */
export async function journal(
  application: string | undefined,
  instance: string | undefined,
  options: JournalOptions,
  surroundings: Surroundings,
): Promise<Exit> {
  const query = queryOf(application, instance, options, surroundings.clock.now());
  if (typeof query === 'string') {
    surroundings.err(query);
    return EXIT.usage;
  }
  return converse(options, surroundings, async (conversation) => {
    const told = await askAddition(conversation, `x/journal?${query.toString()}`, 'entries');
    if (told.kind !== 'told') {
      const { host } = new URL(conversation.endpoint.url);
      surroundings.err(
        told.kind === 'refused' ? told.message : `${host} keeps no journal: it is a server of another kind`,
      );
      return EXIT.fault;
    }
    const entries = listOf(told.document['entries']).toReversed();
    surroundings.out(options.json ? JSON.stringify(entries, null, 2) : entriesTable(entries));
    return EXIT.done;
  });
}

function queryOf(
  app: string | undefined,
  id: string | undefined,
  { user, kind, last, limit }: JournalOptions,
  now: number,
): URLSearchParams | string {
  const forMs = last === undefined ? undefined : timeSpanMs(last);
  if (last !== undefined && forMs === undefined) return `--last: ${last} is not a time such as 90s, 10m, 2h or 1d`;
  const wanted = {
    app,
    id,
    principal: user,
    kind,
    limit,
    sinceAt: forMs === undefined ? undefined : String(now - forMs),
  };
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(wanted)) if (value !== undefined) query.set(name, value);
  return query;
}

function entriesTable(entries: readonly Members[]): string {
  if (entries.length === 0) return 'nothing';
  return textTable(
    ['AT', 'KIND', 'APPLICATION', 'INSTANCE', 'FROM', 'TO', 'BY', 'DETAIL'],
    entries.map(({ at, kind, app, id, from, to, by, detail }) => [
      timeText(at),
      wordOf(kind),
      wordOf(app),
      wordOf(id),
      wordOf(from),
      wordOf(to),
      callerText(membersOf(by)) ?? '-',
      textOf(detail) ?? '-',
    ]),
  );
}
