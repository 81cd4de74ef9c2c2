import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL, fileURLToPath } from 'node:url';
import { logDirectory } from '../../interop/harness/paths.mjs';
import { until } from '../../interop/harness/until.mjs';

const preload = pathToFileURL(fileURLToPath(new URL('loop-watch.mjs', import.meta.url))).href;
let counter = 0;

/** What a server is started with so that its event loop can be watched from here; costs nothing until `begin`. */
export function loopWatching() {
  mkdirSync(logDirectory, { recursive: true });
  const file = join(logDirectory, `${process.pid}-${counter++}-loop.json`);
  return {
    nodeArgs: ['--import', preload],
    env: { BENCH_LOOP_FILE: file },
    of: (pid) => ({
      begin: () => process.kill(pid, 'SIGUSR2'),
      /** How long the loop was held since `begin`: `{p50, p99, p999, max}` in ms, and `{cpuP999, cpuMax}`. */
      end: async () => {
        process.kill(pid, 'SIGUSR2');
        await until('figures of the event loop', () => existsSync(file), { withinMs: 10_000, everyMs: 20 });
        const heldMs = JSON.parse(readFileSync(file, 'utf8'));
        rmSync(file);
        return heldMs;
      },
    }),
  };
}
