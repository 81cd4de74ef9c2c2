import type { ServerResponse } from 'node:http';

/** How often the session of an open stream is looked at. */
const LOOK_EVERY_MS = 1_000;

/** Ends an answer that goes on for as long as its connection once the session that asked for it has ended. */
export function endWithSession(response: ServerResponse, hasEnded: () => boolean): void {
  const timer = setInterval(() => {
    if (hasEnded()) response.destroy();
  }, LOOK_EVERY_MS).unref();
  response.once('close', () => clearInterval(timer));
}
