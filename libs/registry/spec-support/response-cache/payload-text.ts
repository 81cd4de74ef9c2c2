import { gunzipSync } from 'node:zlib';
import type { Encoding } from '@nest-eureka/protocol';
import type { Payload, PayloadAnswer } from '../../src/core/response-cache/payload.js';

export const JSON_FULL: Encoding = { format: 'json', detail: 'full', version: 'v2' };
export const XML_FULL: Encoding = { format: 'xml', detail: 'full', version: 'v2' };

/** All ways to write a document. */
export const ENCODINGS: readonly Encoding[] = (['json', 'xml'] as const).flatMap((format) =>
  (['full', 'compact'] as const).flatMap((detail) =>
    (['v1', 'v2'] as const).map((version) => ({ format, detail, version })),
  ),
);

/** What a reader gets, after a check of the length that it is told. */
export function textOf(payload: Payload | undefined): string | undefined {
  return payload === undefined ? undefined : bytesOf(payload).toString('utf8');
}

export function unzippedTextOf(payload: Payload | undefined): string | undefined {
  return payload === undefined ? undefined : gunzipSync(bytesOf(payload)).toString('utf8');
}

/** The text of an answer that is expected to be ready. */
export function readyText(answer: PayloadAnswer): string | undefined {
  if (answer instanceof Promise) throw new Error('the answer is not ready');
  return textOf(answer);
}

function bytesOf({ chunks, byteLength }: Payload): Buffer {
  const bytes = Buffer.concat(chunks);
  if (bytes.byteLength !== byteLength) throw new Error(`${byteLength} bytes announced, ${bytes.byteLength} sent`);
  return bytes;
}
