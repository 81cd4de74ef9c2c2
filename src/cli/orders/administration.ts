import type { Conversation } from '../conversation.js';
import { listOf, membersOf, numberOf, parseMembers, textOf } from '../json-members.js';
import type { Members } from '../json-members.js';
import { refusal } from '../read-registry.js';
import type { Order, OrderEnd, OrderResult } from './order.js';

/** `absent`: a server without it, Java's for one. */
export type AdministrationFound =
  { readonly kind: 'there' | 'absent' } | { readonly kind: 'refused'; readonly message: string };

export async function findAdministration(conversation: Conversation): Promise<AdministrationFound> {
  const reply = await conversation.ask('x/admin');
  const { host } = new URL(conversation.endpoint.url);
  if (reply.kind === 'failed') return { kind: 'refused', message: `${host} ${reply.message}` };
  if (reply.status === 200 && Array.isArray(parseMembers(reply.text)?.['measures'])) return { kind: 'there' };
  return reply.status === 404 || reply.status === 405
    ? { kind: 'absent' }
    : { kind: 'refused', message: `${host}: ${refusal(reply)}` };
}

/** Gives an order to a server that keeps who decided it, why and for how long. */
export async function orderByAdministration(conversation: Conversation, order: Order): Promise<OrderEnd> {
  const { action, app, ids, reason, owner, forMs } = order;
  const meant = ids === 'all' ? { app } : { targets: ids.map((id) => ({ app, id })) };
  const reply = await conversation.ask(`x/admin/${action}`, {
    method: 'POST',
    body: { ...meant, reason, owner, forMs },
  });
  const { host } = new URL(conversation.endpoint.url);
  if (reply.kind === 'failed') return { kind: 'refused', message: `${host} ${reply.message}` };
  // 404 where nothing of it is registered
  const results = reply.status === 200 || reply.status === 404 ? parseMembers(reply.text)?.['results'] : undefined;
  if (!Array.isArray(results)) return { kind: 'refused', message: `${host}: ${refusal(reply)}` };
  return { kind: 'done', by: 'administration', results: listOf(results).map((result) => readResult(result, app)) };
}

function readResult(result: Members, app: string): OrderResult {
  const { id, outcome, before, after, until } = result;
  return {
    app: textOf(result['app']) ?? app,
    id: textOf(id),
    outcome: outcome === 'changed' || outcome === 'unchanged' ? outcome : 'unknown',
    before: textOf(membersOf(before)?.['status']),
    after: textOf(membersOf(after)?.['status']),
    until: numberOf(until),
  };
}
