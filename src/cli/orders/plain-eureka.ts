import { decodeInstance, instanceIdOf, PATHS } from '@nest-eureka/protocol';
import type { InstanceInfo } from '@nest-eureka/protocol';
import type { Ask, Conversation } from '../conversation.js';
import { readRegistry, refusal } from '../read-registry.js';
import { entriesOf, entriesText } from './order-content.js';
import type { Order, OrderEnd, OrderResult } from './order.js';

const DRAINED = 'OUT_OF_SERVICE';

/** Carries out an order by the calls that every Eureka server has (server.md 2.8, 2.9); they know no reason and no end. */
export async function orderByPlainEureka(conversation: Conversation, order: Order): Promise<OrderEnd> {
  const { app, forMs } = order;
  if (forMs !== undefined) {
    const { host } = new URL(conversation.endpoint.url);
    return {
      kind: 'refused',
      message: `${host} has no administration of its own, so nothing would end what is done there: leave --for out; nothing was done`,
    };
  }
  // also where instances are named: a 404 of something that is no registry would look like one of theirs
  const registered = await registeredIds(conversation, app);
  if (typeof registered === 'string') return { kind: 'refused', message: registered };
  const ids = order.ids === 'all' ? registered : order.ids;
  if (ids.length === 0) return { kind: 'done', by: 'eureka', results: [unknown(app, undefined)] };
  const results: OrderResult[] = [];
  for (const id of ids) results.push(await one(conversation, order, id));
  return { kind: 'done', by: 'eureka', results };
}

/** The instances of an application, or why they cannot be told. */
export async function registeredIds(conversation: Conversation, app: string): Promise<readonly string[] | string> {
  const read = await readRegistry(conversation, PATHS.applications());
  if (read.kind === 'refused') return read.message;
  return read.applications.applications
    .filter(({ name }) => name.toUpperCase() === app)
    .flatMap(({ instances }) => instances.map(instanceIdOf));
}

async function one(conversation: Conversation, order: Order, id: string): Promise<OrderResult> {
  const { app } = order;
  const found = await conversation.ask(PATHS.instance(app, id));
  if (found.kind === 'failed') return failed(app, id, found.message);
  if (found.status === 404) return unknown(app, id);
  const instance = found.status === 200 ? decodeInstance(found.text, 'json') : undefined;
  if (instance?.ok !== true) return failed(app, id, refusal(found));
  const before = shownText(order, instance.value);
  const step = stepOf(order, id, instance.value);
  if (step === undefined) return { app, id, outcome: 'unchanged', before, after: before, until: undefined };
  const reply = await conversation.ask(step.path, { method: step.method });
  if (reply.kind === 'failed') return failed(app, id, reply.message);
  if (reply.status === 404) return unknown(app, id);
  if (reply.status >= 300) return failed(app, id, refusal(reply));
  return { app, id, outcome: 'changed', before, after: step.after, until: undefined };
}

interface Step {
  readonly method: NonNullable<Ask['method']>;
  readonly path: string;
  readonly after: string | undefined;
}

/** Undefined: it is so already. */
function stepOf({ action, app, content }: Order, id: string, instance: InstanceInfo): Step | undefined {
  const { status, overriddenStatus, metadata } = instance;
  switch (action) {
    case 'drain':
    case 'override': {
      const wanted = content.status ?? DRAINED;
      if (overriddenStatus === wanted) return undefined;
      return { method: 'PUT', path: PATHS.status(app, id, wanted), after: wanted };
    }
    case 'weight':
    case 'metadata': {
      const entries = entriesOf(content);
      if (entries.every(([name, value]) => metadata.get(name) === value)) return undefined;
      return { method: 'PUT', path: PATHS.metadata(app, id, new Map(entries)), after: entriesText(entries) };
    }
    case 'restore': {
      if (overriddenStatus === 'UNKNOWN') return undefined;
      // only what says UP is overridden, and Java shows UNKNOWN after a removal that names no status
      const after = status === overriddenStatus ? 'UP' : status;
      return { method: 'DELETE', path: PATHS.status(app, id, after), after };
    }
    case 'evict':
      return { method: 'DELETE', path: PATHS.instance(app, id), after: undefined };
  }
}

/** The entries that an order is about, else the status. */
function shownText({ content }: Order, { status, metadata }: InstanceInfo): string {
  const entries = entriesOf(content);
  if (entries.length === 0) return status;
  return entriesText(
    entries.flatMap(([name]) => (metadata.has(name) ? [[name, metadata.get(name) ?? ''] as const] : [])),
  );
}

const unknown = (app: string, id: string | undefined): OrderResult => ({
  app,
  id,
  outcome: 'unknown',
  before: undefined,
  after: undefined,
  until: undefined,
});

const failed = (app: string, id: string, message: string): OrderResult => ({
  ...unknown(app, id),
  outcome: 'failed',
  message,
});
