import type { IncomingMessage } from 'node:http';

/** How much of an unwanted body is let run out before its connection is given up. */
const MAX_BYTES = 67_108_864;
const MAX_MS = 5000;

/** Whether some of a request's body may still be on its way. */
export function isStillSending(request: IncomingMessage): boolean {
  if (request.complete || request.destroyed) return false;
  const { 'content-length': length, 'transfer-encoding': encoding } = request.headers;
  return encoding !== undefined || (length !== undefined && length !== '0');
}

/**
 * Lets what a client is still sending run out. A refusal that is written before is lost to clients that only read once they
 * have sent all: the connection is reset under them. Comes back in the end whatever the client does.
 */
export function discardBody(request: IncomingMessage): Promise<void> {
  return new Promise((resolve) => {
    let bytes = 0;
    const timer = setTimeout(resolve, MAX_MS);
    const end = (): void => {
      clearTimeout(timer);
      resolve();
    };
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > MAX_BYTES) end();
    });
    request.once('end', end).once('close', end).once('error', end);
    request.resume();
  });
}
