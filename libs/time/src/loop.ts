import type { Cancel, TimerClock } from './clock.js';

/** A task that runs again and again. `lateByMs` is how much later than planned this run is, 0 on the first. */
export type LoopTask = (lateByMs: number) => void | Promise<void>;

/**
 * Runs a task with a fixed delay between the end of one run and the start of the next, so never twice at once. The first run
 * comes one interval after `start`. An error goes to `onError` and the loop goes on.
 */
export class Loop {
  #cancelPlan: Cancel | undefined;
  #run: Promise<void> | undefined;
  #previousRunAt: number | undefined;
  #started = false;

  constructor(
    readonly intervalMs: number,
    private readonly task: LoopTask,
    private readonly clock: TimerClock,
    private readonly onError: (error: unknown) => void,
  ) {}

  get isStarted(): boolean {
    return this.#started;
  }

  start(): void {
    if (this.#started) return;
    this.#started = true;
    if (this.#run === undefined) this.#plan();
  }

  /** Plans no further run. A run under way ends by itself. */
  stop(): void {
    this.#started = false;
    this.#cancelPlan?.();
    this.#cancelPlan = undefined;
  }

  /**
   * Runs the task now, outside its plan; joins the run under way if there is one.
   * How late a run is follows from the time since the previous one began (server.md 2.12).
   */
  tick(): Promise<void> {
    this.#run ??= this.#runOnce().finally(() => {
      this.#run = undefined;
      if (this.#started && this.#cancelPlan === undefined) this.#plan();
    });
    return this.#run;
  }

  #plan(): void {
    this.#cancelPlan = this.clock.after(this.intervalMs, () => {
      this.#cancelPlan = undefined;
      void this.tick();
    });
  }

  async #runOnce(): Promise<void> {
    const now = this.clock.monotonic();
    const lateByMs = this.#previousRunAt === undefined ? 0 : Math.max(0, now - this.#previousRunAt - this.intervalMs);
    this.#previousRunAt = now;
    try {
      await this.task(lateByMs);
    } catch (error) {
      this.onError(error);
    }
  }
}
