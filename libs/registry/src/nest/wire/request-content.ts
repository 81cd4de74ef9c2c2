import { createGunzip } from 'node:zlib';
import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import type { WireFormat } from '@nest-eureka/protocol';

/** What a request says about its body. */
export type ContentType =
  | {
      readonly kind: 'readable';
      readonly format: WireFormat;
      readonly charset: 'utf-8' | 'iso-8859-1';
      readonly label: string;
    }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unsupported' };

/** What nearly every client sends. */
const PLAIN_JSON: ContentType = { kind: 'readable', format: 'json', charset: 'utf-8', label: 'application/json' };

/** Reads a Content-Type header: JSON or XML in UTF-8 or ISO-8859-1, in any case of letters (wire.md 2.4). */
export function readContentType(header: string | undefined): ContentType {
  if (header === 'application/json') return PLAIN_JSON;
  if (header === undefined || header.trim() === '') return { kind: 'absent' };
  const [type = '', ...parameters] = header.split(';').map((part) => part.trim().toLowerCase());
  const charset = parameters
    .find((parameter) => parameter.startsWith('charset='))
    ?.slice('charset='.length)
    .replaceAll('"', '');
  const format = type === 'application/json' ? 'json' : type === 'application/xml' ? 'xml' : undefined;
  if (format === undefined) return { kind: 'unsupported' };
  switch (charset) {
    case undefined:
    case 'utf-8':
    case 'utf8':
      return { kind: 'readable', format, charset: 'utf-8', label: header };
    case 'iso-8859-1':
      return { kind: 'readable', format, charset: 'iso-8859-1', label: header };
    default:
      return { kind: 'unsupported' };
  }
}

/** A body in memory, or why it was not taken. */
export type RequestBody =
  | { readonly kind: 'body'; readonly bytes: Buffer }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'broken'; readonly message: string }
  | { readonly kind: 'unknown-encoding' };

/**
 * Reads a request's body, unzipped where it says so, as long as neither form is larger than `maxBytes`.
 * Rejects only when the client is gone.
 */
export function readRequestBody(request: IncomingMessage, maxBytes: number): Promise<RequestBody> {
  const declared = Number(request.headers['content-length'] ?? 0);
  if (declared > maxBytes) return Promise.resolve({ kind: 'too-large' });
  const encoding = (request.headers['content-encoding'] ?? 'identity').toLowerCase();
  if (encoding === 'identity') return collect(request, request, maxBytes);
  if (encoding !== 'gzip' && encoding !== 'x-gzip') return Promise.resolve({ kind: 'unknown-encoding' });
  return collect(request.pipe(createGunzip()), request, maxBytes);
}

function collect(source: Readable, request: IncomingMessage, maxBytes: number): Promise<RequestBody> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const onGone = (): void => {
      if (request.complete) return;
      if (source !== request) source.destroy();
      reject(new Error('the client went away before its body was complete'));
    };
    const stop = (body: RequestBody): void => {
      source.removeAllListeners('data');
      if (source !== request) {
        request.unpipe();
        source.destroy();
      }
      resolve(body);
    };
    if (request.destroyed && !request.complete) return onGone();
    source.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= maxBytes) chunks.push(chunk);
      else stop({ kind: 'too-large' });
    });
    source.on('end', () => resolve({ kind: 'body', bytes: joined(chunks, length) }));
    source.on('error', (error) => {
      if (source === request) return reject(error);
      stop({ kind: 'broken', message: `the gzip encoding cannot be read (${error.message})` });
    });
    request.on('close', onGone);
  });
}

/** A body that came in one piece, as most do, is not copied. */
function joined(chunks: readonly Buffer[], length: number): Buffer {
  const [only] = chunks;
  return chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks, length);
}
