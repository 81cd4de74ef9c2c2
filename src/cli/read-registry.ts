import type { Applications } from '@nest-eureka/protocol';
import type { Conversation, Reply } from './conversation.js';
import { applicationsOf, said } from './doctor/entrance.js';
import { failureText } from './failure-text.js';
import { parseMembers, textOf } from './json-members.js';
import { plain } from './plain.js';

/** A part of a registry, or what to tell people instead. */
export type RegistryRead =
  | { readonly kind: 'read'; readonly applications: Applications }
  | { readonly kind: 'refused'; readonly message: string };

export async function readRegistry(conversation: Conversation, path: string): Promise<RegistryRead> {
  const reply = await conversation.ask(path);
  const { host } = new URL(conversation.endpoint.url);
  if (reply.kind === 'failed') return { kind: 'refused', message: failureText(reply, conversation.endpoint) };
  const applications = reply.status === 200 ? applicationsOf(reply) : undefined;
  return applications === undefined
    ? { kind: 'refused', message: `${host}: ${refusal(reply)}` }
    : { kind: 'read', applications };
}

/** Why a registry did not do what it was asked, in the words of its error documents where it has any. */
export function refusal(reply: Reply): string {
  if (reply.status === 401) return 'it asks for other credentials (401)';
  const message = textOf(parseMembers(reply.text)?.['message']);
  return message ? `${plain(message)} (${reply.status})` : plain(said(reply));
}
