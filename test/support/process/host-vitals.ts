import { createHook } from 'node:async_hooks';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setImmediate as turn } from 'node:timers/promises';

/** How a host process is. */
export interface HostVitals {
  /** What is left on the heap after two full collections. */
  readonly heapBytes: number;
  /** Timers that are set, unref'ed ones too. */
  readonly timers: number;
  /** `process.getActiveResourcesInfo()`, counted. */
  readonly resources: Readonly<Record<string, number>>;
  /** Unhandled rejections and uncaught exceptions so far. */
  readonly faults: readonly string[];
  /** The longest that the event loop was held since the last time that this was asked. */
  readonly longestDelayMs: number;
}

const NANOSECONDS_PER_MS = 1e6;

/** Begins to observe the process; the answer tells how it is. Needs `--expose-gc`. */
export function observeVitals(): () => Promise<HostVitals> {
  const timers = new Set<number>();
  createHook({
    init: (id, type) => void (type === 'Timeout' && timers.add(id)),
    destroy: (id) => void timers.delete(id),
  }).enable();
  const faults: string[] = [];
  process.on('unhandledRejection', (reason) => faults.push(`unhandled rejection: ${String(reason)}`));
  process.on('uncaughtException', (error) => faults.push(`uncaught exception: ${String(error)}`));
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  return async () => {
    const longestDelayMs = delay.max / NANOSECONDS_PER_MS;
    for (let round = 0; round < 2; round++) {
      globalThis.gc?.();
      await turn();
    }
    delay.reset();
    const resources: Record<string, number> = {};
    for (const name of process.getActiveResourcesInfo()) resources[name] = (resources[name] ?? 0) + 1;
    return {
      heapBytes: process.memoryUsage().heapUsed,
      timers: timers.size,
      resources,
      faults: [...faults],
      longestDelayMs,
    };
  };
}
