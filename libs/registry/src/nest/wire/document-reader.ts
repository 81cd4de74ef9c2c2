import type { IncomingMessage } from 'node:http';
import type { DecodeFault } from '@nest-eureka/protocol';
import { said } from '../../core/sentences/said.js';
import { readContentType, readRequestBody } from './request-content.js';
import type { ContentType } from './request-content.js';
import { badRequest, telling } from './reply.js';
import type { Reply } from './reply.js';

/** A request's document as text, or the answer that refuses it. */
export type RequestDocument =
  | { readonly kind: 'text'; readonly text: string; readonly contentType: Extract<ContentType, { kind: 'readable' }> }
  | { readonly kind: 'refused'; readonly reply: Reply };

const ALLOWED = 'send application/json or application/xml in UTF-8 or ISO-8859-1';

/** Reads the JSON or XML document of a POST (server.md 1.4 D, wire-live.md 2.1). */
export async function readDocument(request: IncomingMessage, maxBytes: number): Promise<RequestDocument> {
  const contentType = readContentType(request.headers['content-type']);
  if (contentType.kind !== 'readable') {
    const hasBody =
      request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0;
    if (contentType.kind === 'absent' && !hasBody)
      return refused(badRequest(`There is neither a Content-Type nor a body; ${ALLOWED}.`));
    return refused({ kind: 'error', status: 415, message: `The Content-Type cannot be read; ${ALLOWED}.` });
  }
  const body = await readRequestBody(request, maxBytes);
  switch (body.kind) {
    case 'too-large':
      return refused(telling(413, said('body.too-large', { limit: maxBytes })));
    case 'unknown-encoding':
      return refused({
        kind: 'error',
        status: 415,
        message: 'The Content-Encoding is unknown; gzip or none is allowed.',
      });
    case 'broken':
      return refused(unparsable(contentType, body.message));
    case 'body':
      return {
        kind: 'text',
        text: body.bytes.toString(contentType.charset === 'utf-8' ? 'utf8' : 'latin1'),
        contentType,
      };
  }
}

/** The answer to a document that could not be decoded. */
export function refusal(contentType: Extract<ContentType, { kind: 'readable' }>, fault: DecodeFault): Reply {
  const where = fault.path === '' ? '' : ` at ${fault.path}`;
  if (fault.kind === 'too-large') return { kind: 'error', status: 413, message: `${fault.message}${where}` };
  return unparsable(contentType, `${fault.message}${where}`);
}

/** Java's own text, by its rule: JSON for exactly `application/json`, labelled as the request was; the reason goes in a header. */
function unparsable(contentType: Extract<ContentType, { kind: 'readable' }>, reason: string): Reply {
  const body =
    contentType.label === 'application/json'
      ? '{"error": "cannot parse request body"}'
      : '<error><message>cannot parse request body</message></error>';
  return {
    kind: 'document',
    status: 400,
    contentType: contentType.label,
    body,
    headers: { 'X-Eureka-Reason': headerText(reason) },
  };
}

function refused(reply: Reply): RequestDocument {
  return { kind: 'refused', reply };
}

/** A reason quotes what the client sent: only printable ASCII goes into a header, and not without end. */
function headerText(reason: string): string {
  return reason.slice(0, 500).replace(/[^\x20-\x7e]/g, '?');
}
