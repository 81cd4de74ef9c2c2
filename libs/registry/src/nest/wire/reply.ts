import type { ServerResponse } from 'node:http';
import type { Payload } from '../../core/response-cache/payload.js';
import { englishOf } from '../../core/sentences/said.js';
import type { Said } from '../../core/sentences/said.js';
import type { RefusalReason } from '../metrics/refusals.js';

/** What a resource answers; only `reply-writer.ts` turns it into HTTP. */
export type Reply =
  /** No body at all: what Eureka's clients need on success and on the 404 of a heartbeat (wire.md 4.4). */
  | {
      readonly kind: 'empty';
      readonly status: number;
      /** Of a refusal, for those who count. */
      readonly refused?: RefusalReason;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | {
      readonly kind: 'document';
      readonly status: number;
      readonly contentType: string;
      readonly body: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'payload'; readonly contentType: string; readonly payload: Payload; readonly gzip: boolean }
  /** Bytes that do not change, such as a style sheet; answered 304 to who has them. */
  | {
      readonly kind: 'file';
      readonly contentType: string;
      readonly bytes: Buffer;
      readonly tag: string;
      readonly gzip: boolean;
      readonly headers: Readonly<Record<string, string>>;
    }
  /** Spring Boot's error document, by Accept; `message` says what was wrong and what is allowed. */
  | {
      readonly kind: 'error';
      readonly status: number;
      readonly message: string;
      /** The message by its code. */
      readonly said?: Said | undefined;
      /** Of a refusal, for those who count. */
      readonly refused?: RefusalReason;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** A body that comes bit by bit, as long as the connection lasts: `begin` is given the answer once its head is out. */
  | {
      readonly kind: 'stream';
      readonly headers: Readonly<Record<string, string>>;
      readonly begin: (response: ServerResponse) => void;
    }
  /** The answer to OPTIONS. */
  | { readonly kind: 'options'; readonly allow: string; readonly contentType: string };

export const OK: Reply = { kind: 'empty', status: 200 };
export const NO_CONTENT: Reply = { kind: 'empty', status: 204 };
export const NOT_FOUND_EMPTY: Reply = { kind: 'empty', status: 404 };

/** An error that has a code of its own. */
export function telling(
  status: number,
  said: Said,
  headers?: Readonly<Record<string, string>>,
): Extract<Reply, { kind: 'error' }> {
  return { kind: 'error', status, message: englishOf(said), said, ...(headers && { headers }) };
}

export function badRequest(message: string): Reply {
  return { kind: 'error', status: 400, message };
}

export function notFound(message: string): Reply {
  return { kind: 'error', status: 404, message };
}
