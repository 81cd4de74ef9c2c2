import { constants } from 'node:os';
import type { Cancel, TimerClock } from '@nest-eureka/time';

type StopSignal = 'SIGTERM' | 'SIGINT';

const STOP_SIGNALS: readonly StopSignal[] = ['SIGTERM', 'SIGINT'];

/** An application that is closed may leave something behind that keeps the process; it ends all the same after this. */
const LEFTOVERS_MS = 1000;

/** What of the process is needed. */
export type SignalledProcess = Pick<NodeJS.Process, 'on' | 'removeListener' | 'exit'>;

/** A process may have several applications; it ends when the last of them has stopped. */
const applications = new WeakMap<SignalledProcess, Set<StopSteps>>();

export interface StopSteps {
  /** Leaves the registry; never rejects. */
  depart(): Promise<void>;
  /** Whether somebody else closes the application already: Nest's own shutdown hooks, or a handler of the host. */
  isClosing(): boolean;
  close(signal: string): Promise<void>;
  /** For departing and closing together. */
  readonly deadlineMs: number;
  onSignal(signal: string): void;
  onError(message: string): void;
}

/**
 * On the first SIGTERM or SIGINT: departs, closes the application unless somebody else does, and lets the process end by
 * itself. The second one ends it at once. Without us a signal would have ended it, so that it must not stay longer than the
 * deadline. The answer takes the listeners away.
 */
export function stopOnSignals(process: SignalledProcess, steps: StopSteps, clock: TimerClock): Cancel {
  const stopping = applications.get(process) ?? new Set<StopSteps>();
  applications.set(process, stopping);
  let isStopping = false;
  const onSignal = (signal: NodeJS.Signals): void => {
    if (isStopping) process.exit(128 + constants.signals[signal]);
    isStopping = true;
    stopping.add(steps);
    steps.onSignal(signal);
    void stop(signal);
  };
  const stop = async (signal: string): Promise<void> => {
    const cancelDeadline = clock.after(steps.deadlineMs, () => {
      steps.onError(
        `the application did not close within ${steps.deadlineMs} ms after ${signal}, the process ends now`,
      );
      process.exit(1);
    });
    await steps.depart();
    // who closes on the same signal has had the time to begin
    await new Promise(setImmediate);
    if (steps.isClosing()) {
      cancelDeadline();
      stopping.delete(steps);
      return;
    }
    let exitCode = 0;
    try {
      await steps.close(signal);
    } catch (error) {
      exitCode = 1;
      steps.onError(`closing the application failed: ${String(error)}`);
    }
    cancelDeadline();
    removeListeners();
    stopping.delete(steps);
    clock.after(LEFTOVERS_MS, () => stopping.size === 0 && process.exit(exitCode));
  };
  const removeListeners = (): void => {
    for (const signal of STOP_SIGNALS) process.removeListener(signal, onSignal);
  };
  for (const signal of STOP_SIGNALS) process.on(signal, onSignal);
  return removeListeners;
}
