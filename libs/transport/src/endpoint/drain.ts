import type { Readable } from 'node:stream';
import type { TimerClock } from '@nest-eureka/time';

/** What is thrown away for the sake of keeping a connection; beyond it a new connection is cheaper. */
const MAX_BYTES = 65_536;
const MAX_MS = 1000;

/**
 * Lets a body that nobody wants run out, so that its connection can be used again; closes it when that takes too much. Resolves
 * when either has happened.
 */
export function drain(body: Readable, clock: TimerClock): Promise<void> {
  return new Promise((resolve) => {
    let bytes = 0;
    const cancel = clock.after(MAX_MS, () => body.destroy());
    body.on('error', () => {});
    body.once('close', () => {
      cancel();
      resolve();
    });
    body.on('data', (piece: Buffer) => {
      bytes += piece.length;
      if (bytes > MAX_BYTES) body.destroy();
    });
  });
}
