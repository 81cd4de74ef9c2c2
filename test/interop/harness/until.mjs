import { setTimeout as pause } from 'node:timers/promises';

/**
 * Asks again until the answer is truthy, and returns it. An attempt that throws counts as "not yet".
 * @param {string} what names the awaited state in the error
 */
export async function until(what, attempt, { withinMs = 20_000, everyMs = 100 } = {}) {
  const deadline = performance.now() + withinMs;
  let last;
  for (;;) {
    try {
      const answer = await attempt();
      if (answer) return answer;
      last = undefined;
    } catch (error) {
      if (error?.fatal) throw error;
      last = error;
    }
    if (performance.now() > deadline) {
      const because = last === undefined ? '' : ` (last: ${last.message})`;
      throw new Error(`${what}: not within ${withinMs} ms${because}`);
    }
    await pause(everyMs);
  }
}
