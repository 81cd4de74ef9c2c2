import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 5;

/** Waits until a condition holds; fails after `withinMs`, saying what was awaited. */
export async function until(what: string, condition: () => boolean, withinMs = 5000): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (!condition()) {
    if (performance.now() > deadline) throw new Error(`not within ${withinMs} ms: ${what}`);
    await sleep(POLL_MS);
  }
}
