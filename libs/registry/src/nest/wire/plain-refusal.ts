import type { Reply } from './reply.js';

type ErrorReply = Extract<Reply, { kind: 'error' }>;

const NAMES_A_FORMAT = /\b(?:json|xml)\b/i;

/**
 * A read that is refused for now is explained as plain text to a client that names its format. Some clients unpack whatever comes
 * and take an error document for a registry without instances (hudl/fargo does for every status but 404). Netflix's 403 stays the
 * document that it is in Java.
 */
export function plainRefusal(reply: ErrorReply, accept: string | undefined): Reply {
  if (!isForNow(reply) || !NAMES_A_FORMAT.test(accept ?? '')) return reply;
  const { status, message, headers } = reply;
  return {
    kind: 'document',
    status,
    contentType: 'text/plain;charset=UTF-8',
    body: message,
    ...(headers && { headers }),
  };
}

function isForNow({ status }: ErrorReply): boolean {
  return status === 429 || status >= 500;
}
