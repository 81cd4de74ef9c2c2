import type { Command } from 'commander';
import { askAddition } from '../ask-addition.js';
import type { Conversation } from '../conversation.js';
import { orderByAdministration } from '../orders/administration.js';
import { describeContent, readContent } from '../orders/order-content.js';
import type { ContentOptions } from '../orders/order-content.js';
import type { Action, Order, OrderEnd } from '../orders/order.js';
import { countsOf, orderText, previewText } from '../orders/order-text.js';
import { orderByPlainEureka, registeredIds } from '../orders/plain-eureka.js';
import { timeSpanMs } from '../orders/time-span.js';
import { converse } from '../registry-command.js';
import type { RegistryOptions } from '../registry-command.js';
import { EXIT } from '../surroundings.js';
import type { Exit, Surroundings } from '../surroundings.js';

interface OrderOptions extends RegistryOptions, ContentOptions {
  readonly all?: boolean;
  readonly yes?: boolean;
  readonly reason?: string;
  readonly owner?: string;
  readonly for?: string;
}

const WHAT: Readonly<Record<Action, string>> = {
  drain: 'takes instances out of service: clients stop calling them, they stay registered',
  restore: 'takes back what drain, evict --for, override, weight and metadata did',
  evict: 'removes instances; one that is alive registers again unless --for keeps it away',
  override: 'sets the status that is shown, whatever instances say of themselves',
  weight: 'sets the metadata entry weight, which callers share calls by',
  metadata: 'sets entries of metadata',
};

export function describeOrder(command: Command, action: Action): Command {
  command
    .description(WHAT[action])
    .argument('<application>')
    .argument('[instances...]', 'ids of instances')
    .option('--all', 'every instance of the application')
    .option('--reason <text>', 'why; kept in journal and audit');
  describeContent(command, action);
  if (action !== 'restore') {
    command
      .option('--owner <name>', 'whose matter it is')
      .option('--for <time>', 'how long it holds, such as 90s, 10m, 2h, 1d (default: until it is taken back)');
  }
  return command.option('--yes', 'do it to more than one instance');
}

/** `drain` and the other orders: 0 when every instance that is meant is as ordered, 1 when one is not, 2 without `--yes` for several. */
export async function giveOrder(
  action: Action,
  application: string,
  instances: readonly string[],
  options: OrderOptions,
  surroundings: Surroundings,
): Promise<Exit> {
  const order = orderOf(action, application, instances, options);
  if (typeof order === 'string') {
    surroundings.err(order);
    return EXIT.usage;
  }
  return converse(options, surroundings, async (conversation) => {
    if (!options.yes && (order.ids === 'all' || order.ids.length > 1))
      return preview(conversation, order, surroundings);
    const end = await carryOut(conversation, order);
    if (end.kind === 'refused') {
      surroundings.err(end.message);
      return EXIT.fault;
    }
    return tell(order, end, options, surroundings);
  });
}

/** What is ordered, or what is wrong with the command line. */
function orderOf(
  action: Action,
  application: string,
  instances: readonly string[],
  options: OrderOptions,
): Order | string {
  if (options.all ? instances.length > 0 : instances.length === 0) {
    return 'name the instances, or say --all for every instance of the application';
  }
  const forMs = options.for === undefined ? undefined : timeSpanMs(options.for);
  if (options.for !== undefined && forMs === undefined) {
    return `--for: ${options.for} is not a time such as 90s, 10m, 2h or 1d, up to 366d`;
  }
  const content = readContent(action, options);
  if (typeof content === 'string') return content;
  const { reason, owner } = options;
  const ids = options.all ? 'all' : [...new Set(instances)];
  return { action, content, app: application.toUpperCase(), ids, reason, owner, forMs };
}

async function preview(conversation: Conversation, { action, app, ids }: Order, { err }: Surroundings): Promise<Exit> {
  const meant = ids === 'all' ? await registeredIds(conversation, app) : ids;
  if (typeof meant === 'string') {
    err(meant);
    return EXIT.fault;
  }
  err(previewText(action, app, meant));
  return EXIT.usage;
}

async function carryOut(conversation: Conversation, order: Order): Promise<OrderEnd> {
  const administration = await askAddition(conversation, 'x/admin', 'measures');
  if (administration.kind === 'refused') return administration;
  return administration.kind === 'told'
    ? orderByAdministration(conversation, order)
    : orderByPlainEureka(conversation, order);
}

function tell(
  { action, forMs, reason, owner }: Order,
  { by, results }: Extract<OrderEnd, { readonly kind: 'done' }>,
  { json }: OrderOptions,
  { out, err }: Surroundings,
): Exit {
  const counts = countsOf(results);
  out(json ? JSON.stringify({ action, by, ...counts, results }, null, 2) : orderText(results));
  if (by === 'eureka') {
    const lost = reason ?? owner;
    err(
      `done by plain Eureka calls, as this registry has no administration${lost ? '; nobody keeps the reason or the owner' : ''}`,
    );
  }
  if (action === 'evict' && forMs === undefined && counts.changed > 0) {
    err('an instance that is alive registers again with its next heartbeat');
  }
  return counts.unknown + counts.failed > 0 ? EXIT.fault : EXIT.done;
}
