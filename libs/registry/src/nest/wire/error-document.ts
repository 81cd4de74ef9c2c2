import { STATUS_CODES } from 'node:http';
import type { Said } from '../../core/sentences/said.js';
import { xmlText } from '@nest-eureka/protocol';
import type { WireFormat } from '@nest-eureka/protocol';

/** An error as Spring Boot tells it, with our explanation (contract section 3). */
export interface ErrorDocument {
  /** ms since the epoch. */
  readonly at: number;
  readonly status: number;
  readonly message: string;
  /** The path as requested. */
  readonly path: string;
  /** The message by its code; in JSON alone. */
  readonly said?: Said | undefined;
}

/** The document and its Content-Type; shapes as captured from Boot 4 (wire-live.md 4.3). */
export function renderErrorDocument(error: ErrorDocument, format: WireFormat): { contentType: string; body: string } {
  const reason = STATUS_CODES[error.status] ?? 'Error';
  if (format === 'json') {
    const document = {
      timestamp: new Date(error.at).toISOString(),
      status: error.status,
      error: reason,
      message: error.message,
      path: error.path,
      said: error.said,
    };
    return { contentType: 'application/json', body: JSON.stringify(document) };
  }
  const body =
    `<Map><timestamp>${error.at}</timestamp><status>${error.status}</status><error>${xmlText(reason)}</error>` +
    `<message>${xmlText(error.message)}</message><path>${xmlText(error.path)}</path></Map>`;
  return { contentType: 'application/xml;charset=UTF-8', body };
}
