import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 20;
/** A look that takes longer is counted as this: the machine stood still, and what is awaited did so too. */
const LONGEST_LOOK_MS = 200;

/**
 * Waits until a condition holds and gives its value; fails after `withinMs`, saying what was awaited. A function says it as it
 * is then.
 */
export async function until<T>(
  what: string | (() => string),
  condition: () => T | Promise<T>,
  withinMs = 10_000,
): Promise<NonNullable<T>> {
  let waitedMs = 0;
  for (;;) {
    const from = performance.now();
    const value = await condition();
    if (value) return value;
    if (waitedMs > withinMs) throw new Error(`not within ${withinMs} ms: ${typeof what === 'string' ? what : what()}`);
    await sleep(POLL_MS);
    waitedMs += Math.min(performance.now() - from, LONGEST_LOOK_MS);
  }
}
