import { MAX_TIMER_MS } from '@nest-eureka/time';

/** What has to be stopped, and how long it may take. */
export interface Stoppable {
  readonly timeoutMs: number;
  stop(): Promise<void>;
}

/**
 * Stops cleanly on the first SIGTERM or SIGINT and exits with 0; at once on the second. What does not end in time is left.
 */
export function stopOnSignals(process: NodeJS.Process, stoppable: Stoppable): void {
  let isStopping = false;
  const onSignal = (signal: NodeJS.Signals): void => {
    if (isStopping) process.exit(130);
    isStopping = true;
    process.stdout.write(`${signal}: stopping\n`);
    setTimeout(() => process.exit(1), Math.min(stoppable.timeoutMs + 1000, MAX_TIMER_MS)).unref();
    stoppable.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`stopping failed: ${String(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
}
