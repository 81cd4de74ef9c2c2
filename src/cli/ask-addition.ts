import type { Conversation } from './conversation.js';
import { failureText } from './failure-text.js';
import { parseMembers } from './json-members.js';
import type { Members } from './json-members.js';
import { refusal } from './read-registry.js';

/** A document that this project's registry has beside Eureka's; `absent`: another server, Java's for one. */
export type Addition =
  | { readonly kind: 'told'; readonly document: Members }
  | { readonly kind: 'absent' }
  | { readonly kind: 'refused'; readonly message: string };

/** @param member what every such document has */
export async function askAddition(conversation: Conversation, path: string, member: string): Promise<Addition> {
  const reply = await conversation.ask(path);
  const { host } = new URL(conversation.endpoint.url);
  if (reply.kind === 'failed') return { kind: 'refused', message: failureText(reply, conversation.endpoint) };
  const document = reply.status === 200 ? parseMembers(reply.text) : undefined;
  if (document !== undefined && member in document) return { kind: 'told', document };
  return reply.status === 404 || reply.status === 405
    ? { kind: 'absent' }
    : { kind: 'refused', message: `${host}: ${refusal(reply)}` };
}
