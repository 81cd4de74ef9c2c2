import type { IncomingMessage } from 'node:http';
import { TLSSocket } from 'node:tls';

/**
 * Scheme, host and port by which whoever views the page has reached this server; undefined when the request does not say.
 * Only for showing: a client may write there what it likes.
 */
export function viewersOrigin({ headers, socket }: Pick<IncomingMessage, 'headers' | 'socket'>): string | undefined {
  const isSecure = socket instanceof TLSSocket || headers['x-forwarded-proto'] === 'https';
  const text = `${isSecure ? 'https' : 'http'}://${headers.host ?? ''}`;
  return URL.canParse(text) ? new URL(text).origin : undefined;
}
