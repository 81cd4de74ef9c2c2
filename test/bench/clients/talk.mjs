import { createInterface } from 'node:readline';
import { monitorEventLoopDelay } from 'node:perf_hooks';

/** A sample is never shorter than this, also when nothing is in the way. */
const RESOLUTION_MS = 1;

/**
 * Answers the benchmark by lines: `held` how many instances the client knows, `stall` how long the event loop was held at most since
 * the last such question, in ms.
 */
export function startTalking(held) {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  const answers = {
    held,
    stall: () => {
      const longestMs = Math.max(0, delay.max / 1e6 - RESOLUTION_MS);
      delay.reset();
      return longestMs;
    },
  };
  createInterface({ input: process.stdin }).on('line', (line) => console.log(`@ ${JSON.stringify(answers[line]())}`));
}
