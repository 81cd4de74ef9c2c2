import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 5;
/** A pause that takes longer is counted as this: the machine stood still, and what is awaited did so too. */
const LONGEST_PAUSE_MS = 100;

/** Waits until a condition holds; fails after `withinMs`, saying what was awaited. */
export async function until(what: string, condition: () => boolean, withinMs = 5000): Promise<void> {
  let waitedMs = 0;
  while (!condition()) {
    if (waitedMs > withinMs) throw new Error(`not within ${withinMs} ms: ${what}`);
    const from = performance.now();
    await sleep(POLL_MS);
    waitedMs += Math.min(performance.now() - from, LONGEST_PAUSE_MS);
  }
}
