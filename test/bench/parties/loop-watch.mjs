// Loaded into a server under measurement. SIGUSR2 begins to watch how long its event loop is held; the next one ends it and
// writes the figures, in ms, to the file that BENCH_LOOP_FILE names.
import { renameSync, writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';

const RESOLUTION_MS = 1;
const file = process.env.BENCH_LOOP_FILE;
let watch;
let cpu;

process.on('SIGUSR2', () => {
  if (watch === undefined) {
    watch = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
    watch.enable();
    cpu = watchCpu();
    return;
  }
  watch.disable();
  // a sample is the time between two wake-ups, of which the loop was held what exceeds the wait
  const heldMs = (nanoseconds) => Math.max(0, nanoseconds / 1e6 - RESOLUTION_MS);
  const [p50, p99, p999] = [50, 99, 99.9].map((share) => heldMs(watch.percentile(share)));
  writeFileSync(`${file}.part`, JSON.stringify({ p50, p99, p999, max: heldMs(watch.max), ...cpu() }));
  renameSync(`${file}.part`, file);
  watch = undefined;
});

/** The most CPU time that went by between two turns of the loop: what is left of a pause when the machine was not to blame. */
function watchCpu() {
  const usedMs = [];
  let before = process.cpuUsage();
  const timer = setInterval(() => {
    const { user, system } = process.cpuUsage(before);
    before = process.cpuUsage();
    usedMs.push((user + system) / 1000);
  }, RESOLUTION_MS);
  return () => {
    clearInterval(timer);
    usedMs.sort((a, b) => a - b);
    return { cpuP999: usedMs[Math.ceil(usedMs.length * 0.999) - 1] ?? 0, cpuMax: usedMs.at(-1) ?? 0 };
  };
}
