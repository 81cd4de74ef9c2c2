import type { IncomingMessage } from 'node:http';
import { badRequest } from './reply.js';
import type { Reply } from './reply.js';
import { readRequestBody } from './request-content.js';

/** More than any name and password need. */
const MAX_BYTES = 10_000;

/** A name and a password as a page's script or its form sends them. */
export type SignIn =
  | { readonly kind: 'asked'; readonly name: string; readonly password: string; readonly isForm: boolean }
  | { readonly kind: 'refused'; readonly reply: Reply };

export async function readSignIn(request: IncomingMessage): Promise<SignIn> {
  const [type = ''] = (request.headers['content-type'] ?? '').toLowerCase().split(';');
  const isForm = type.trim() === 'application/x-www-form-urlencoded';
  if (!isForm && type.trim() !== 'application/json') {
    return refused({ kind: 'error', status: 415, message: 'Send application/json with name and password, or a form.' });
  }
  const body = await readRequestBody(request, MAX_BYTES);
  if (body.kind !== 'body')
    return refused({
      kind: 'error',
      status: body.kind === 'too-large' ? 413 : 400,
      message: 'The body cannot be read.',
    });
  const text = body.bytes.toString();
  const { name, password } = isForm ? Object.fromEntries(new URLSearchParams(text)) : readJson(text);
  if (typeof name !== 'string' || typeof password !== 'string') {
    return refused(badRequest('The body must hold name and password, both texts.'));
  }
  return { kind: 'asked', name, password, isForm };
}

function readJson(text: string): { readonly name?: unknown; readonly password?: unknown } {
  try {
    const document: unknown = JSON.parse(text);
    return typeof document === 'object' && document !== null ? document : {};
  } catch {
    return {};
  }
}

function refused(reply: Reply): SignIn {
  return { kind: 'refused', reply };
}
