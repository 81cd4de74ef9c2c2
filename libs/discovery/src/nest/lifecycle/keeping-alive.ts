import { clearInterval, setInterval } from 'node:timers';

const TICK_MS = 60_000;

/**
 * Keeps the process while this is under way: Node ends one that waits for nothing but unref'ed timers, and the work with it.
 * The work has to have a bound of its own.
 */
export async function keepingAlive<T>(work: Promise<T>): Promise<T> {
  const timer = setInterval(() => {}, TICK_MS);
  try {
    return await work;
  } finally {
    clearInterval(timer);
  }
}
