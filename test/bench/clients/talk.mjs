import { createInterface } from 'node:readline';
import { monitorEventLoopDelay } from 'node:perf_hooks';

/** A sample is never shorter than this, also when nothing is in the way. */
const RESOLUTION_MS = 1;

/**
 * Answers the benchmark by lines: `held` how many instances the client knows; `stall` how long the event loop was held at most since the
 * start or the last `watch`, in ms. Between `stall` and `watch` nothing looks at it: looking every millisecond costs more CPU time
 * than a client does.
 */
export function startTalking(held) {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  const answers = {
    held,
    watch: () => {
      delay.reset();
      return delay.enable();
    },
    stall: () => {
      delay.disable();
      return Math.max(0, delay.max / 1e6 - RESOLUTION_MS);
    },
  };
  createInterface({ input: process.stdin }).on('line', (line) => console.log(`@ ${JSON.stringify(answers[line]())}`));
}
