import type { Conversation } from '../conversation.js';
import { failureText } from '../failure-text.js';
import { listOf, membersOf, numberOf, parseMembers, textOf } from '../json-members.js';
import type { Members } from '../json-members.js';
import { refusal } from '../read-registry.js';
import { entriesText } from './order-content.js';
import type { Order, OrderEnd, OrderResult } from './order.js';

/** Gives an order to a server that keeps who decided it, why and for how long. */
export async function orderByAdministration(conversation: Conversation, order: Order): Promise<OrderEnd> {
  const { action, content, app, ids, reason, owner, forMs } = order;
  const meant = ids === 'all' ? { app } : { targets: ids.map((id) => ({ app, id })) };
  const reply = await conversation.ask(`x/admin/${action}`, {
    method: 'POST',
    body: { ...meant, ...content, reason, owner, forMs },
  });
  const { host } = new URL(conversation.endpoint.url);
  if (reply.kind === 'failed') return { kind: 'refused', message: failureText(reply, conversation.endpoint) };
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
    before: shownText(membersOf(before)),
    after: shownText(membersOf(after)),
    until: numberOf(until),
  };
}

/** An answer has metadata where the order was about that. */
function shownText(shown: Members | undefined): string | undefined {
  const metadata = membersOf(shown?.['metadata']);
  if (metadata === undefined) return textOf(shown?.['status']);
  return entriesText(Object.entries(metadata).map(([name, value]) => [name, textOf(value) ?? '']));
}
