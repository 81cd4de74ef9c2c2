import type { SchedulerRegistry } from '@nestjs/schedule';
import { Loop, MAX_TIMER_MS } from '@nest-eureka/time';
import type { Cancel, Clock, LoopTask, TimerClock } from '@nest-eureka/time';

/** What a loop is called in the scheduler, and what it does how often. */
export interface ScheduledLoop {
  readonly name: string;
  readonly intervalMs: number;
  readonly task: LoopTask;
  readonly onError: (error: unknown) => void;
}

/** One of Node's timers, armed again for each plan of a loop, so that whoever clears it ends the loop. */
class OneTimer implements TimerClock {
  readonly timer: NodeJS.Timeout;
  #callback = (): void => {};

  constructor(
    intervalMs: number,
    private readonly clock: Clock,
  ) {
    this.timer = setTimeout(() => this.#callback(), Math.min(intervalMs, MAX_TIMER_MS)).unref();
  }

  now(): number {
    return this.clock.now();
  }

  monotonic(): number {
    return this.clock.monotonic();
  }

  /** The delay is always the loop's interval. A timer that was cleared stays so. */
  after(_delayMs: number, callback: () => void): Cancel {
    this.#callback = callback;
    this.timer.refresh();
    return () => clearTimeout(this.timer);
  }
}

/** Starts a loop that the scheduler lists as an interval; deleting that interval ends it, and so does the answer. */
export function startScheduledLoop(scheduler: SchedulerRegistry, clock: Clock, loop: ScheduledLoop): Cancel {
  const { name, intervalMs, task, onError } = loop;
  const oneTimer = new OneTimer(intervalMs, clock);
  scheduler.addInterval(name, oneTimer.timer);
  const running = new Loop(intervalMs, task, oneTimer, onError);
  running.start();
  return () => {
    running.stop();
    if (scheduler.doesExist('interval', name)) scheduler.deleteInterval(name);
  };
}
