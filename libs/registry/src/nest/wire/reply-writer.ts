import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '@nest-eureka/time';
import type { Payload } from '../../core/response-cache/payload.js';
import { namesTag } from './entity-tag.js';
import { renderErrorDocument } from './error-document.js';
import { errorFormat } from './negotiation.js';
import type { Reply } from './reply.js';

const EMPTY_HEADERS = { 'Content-Length': '0' };

/** Writes a reply; the only place that knows how replies look as HTTP. */
export function writeReply(request: IncomingMessage, response: ServerResponse, reply: Reply, clock: Clock): void {
  if (response.destroyed || response.headersSent) return;
  switch (reply.kind) {
    case 'empty':
      if (reply.headers !== undefined) setHeaders(response, reply.headers);
      if (reply.status === 204) response.writeHead(204);
      else response.writeHead(reply.status, EMPTY_HEADERS);
      response.end();
      return;
    case 'document':
      setHeaders(response, reply.headers);
      return writeText(request, response, reply.status, reply.contentType, reply.body);
    case 'payload':
      return writePayload(request, response, reply.contentType, reply.payload, reply.gzip);
    case 'file':
      setHeaders(response, reply.headers);
      return writeFile(request, response, reply);
    case 'options':
      response.writeHead(200, { Allow: reply.allow, 'Content-Type': reply.contentType, 'Content-Length': '0' });
      response.end();
      return;
    case 'error': {
      const path = (request.url ?? '').split('?', 1)[0] ?? '';
      const document = renderErrorDocument(
        { at: clock.now(), status: reply.status, message: reply.message, path, said: reply.said },
        errorFormat(request.headers.accept),
      );
      setHeaders(response, reply.headers);
      return writeText(request, response, reply.status, document.contentType, document.body);
    }
    case 'stream':
      setHeaders(response, reply.headers);
      // the connection's end is the body's end, so an event costs its bytes and no chunks around them
      response.removeHeader('Transfer-Encoding');
      response.shouldKeepAlive = false;
      response.writeHead(200);
      if (request.method === 'HEAD') return void response.end();
      return reply.begin(response);
    default:
      reply satisfies never;
  }
}

function setHeaders(response: ServerResponse, headers: Readonly<Record<string, string>> = {}): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
}

function writeText(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  type: string,
  body: string,
): void {
  const bytes = Buffer.from(body);
  response.writeHead(status, { 'Content-Type': type, 'Content-Length': bytes.length });
  response.end(request.method === 'HEAD' ? undefined : bytes);
}

function writeFile(
  request: IncomingMessage,
  response: ServerResponse,
  { bytes, contentType, tag: ETag, gzip }: Extract<Reply, { kind: 'file' }>,
): void {
  if (namesTag(request.headers['if-none-match'], ETag)) {
    response.writeHead(304, { ETag });
    response.end();
    return;
  }
  if (gzip) response.setHeader('Content-Encoding', 'gzip');
  response.writeHead(200, { 'Content-Type': contentType, 'Content-Length': bytes.length, ETag });
  response.end(request.method === 'HEAD' ? undefined : bytes);
}

function writePayload(
  request: IncomingMessage,
  response: ServerResponse,
  contentType: string,
  payload: Payload,
  gzip: boolean,
): void {
  const { byteLength, tag: ETag } = payload;
  if (namesTag(request.headers['if-none-match'], ETag)) {
    response.writeHead(304, { ETag });
    response.end();
    return;
  }
  response.writeHead(
    200,
    gzip
      ? { 'Content-Encoding': 'gzip', 'Content-Type': contentType, 'Content-Length': byteLength, ETag }
      : { 'Content-Type': contentType, 'Content-Length': byteLength, ETag },
  );
  if (request.method === 'HEAD') return void response.end();
  const [only] = payload.chunks;
  if (payload.chunks.length === 1) return void response.end(only);
  response.cork();
  for (const chunk of payload.chunks) response.write(chunk);
  response.uncork();
  response.end();
}
