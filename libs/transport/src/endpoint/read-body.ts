import type { Readable } from 'node:stream';
import { Transform, Writable, pipeline } from 'node:stream';
import { createGunzip, createInflate } from 'node:zlib';
import type { EndpointFailure } from './endpoint-outcome.js';
import { failed } from './endpoint-outcome.js';
import { requestFailure } from './request-failure.js';

export type BodyOutcome = { readonly kind: 'read'; readonly text: string } | EndpointFailure;

/** A piece of unpacked text; larger than zlib's own default, so that a large answer takes fewer turns. */
const PIECE_BYTES = 65_536;

class TooLarge extends Error {}

/**
 * Reads and unpacks a text of at most `maxBytes`, counted before and after unpacking; what is no UTF-8 becomes U+FFFD. Never rejects; ends with the stream,
 * which it destroys when it does not want the rest.
 */
export function readBody(
  body: Readable,
  contentEncoding: string,
  maxBytes: number,
  onBytes: () => void,
): Promise<BodyOutcome> {
  const unpack = unpackerOf(contentEncoding);
  if (unpack === undefined) {
    discard(body);
    return Promise.resolve(failed('unreadable', 'answered in a compression that was not asked for'));
  }
  const pieces: string[] = [];
  let isEmpty = true;
  const received = counting(maxBytes, () => {
    isEmpty = false;
    onBytes();
  });
  const unpacked = new Writable({ write: collectInto(pieces, maxBytes) });
  return new Promise((resolve) => {
    pipeline([body, received, ...unpack, unpacked], (error) => {
      if (error === null || error === undefined) resolve({ kind: 'read', text: pieces.join('') });
      // Java calls nothing at all gzip (wire-live.md 4.9), which zlib takes for something cut off.
      else if (isEmpty && isCutOff(error)) resolve({ kind: 'read', text: '' });
      else if (error instanceof TooLarge) resolve(failed('too-large', `answered with more than ${maxBytes} bytes`));
      else resolve(requestFailure(error));
    });
  });
}

/** Reads nothing more; closes the connection. */
export function discard(body: Readable): void {
  body.on('error', () => {});
  body.destroy();
}

function unpackerOf(contentEncoding: string): readonly Transform[] | undefined {
  switch (contentEncoding.trim().toLowerCase()) {
    case '':
    case 'identity':
      return [];
    case 'gzip':
    case 'x-gzip':
      return [createGunzip({ chunkSize: PIECE_BYTES })];
    case 'deflate':
      return [createInflate({ chunkSize: PIECE_BYTES })];
    default:
      return undefined;
  }
}

function counting(maxBytes: number, onBytes: () => void): Transform {
  let bytes = 0;
  return new Transform({
    transform(piece: Buffer, _encoding, done) {
      bytes += piece.length;
      onBytes();
      if (bytes > maxBytes) done(new TooLarge());
      else done(null, piece);
    },
  });
}

function collectInto(pieces: string[], maxBytes: number) {
  const decoder = new TextDecoder();
  let bytes = 0;
  return (piece: Buffer, _encoding: BufferEncoding, done: (error?: Error) => void): void => {
    bytes += piece.length;
    if (bytes > maxBytes) return done(new TooLarge());
    pieces.push(decoder.decode(piece, { stream: true }));
    done();
  };
}

function isCutOff(error: NodeJS.ErrnoException): boolean {
  return error.code === 'Z_BUF_ERROR';
}
