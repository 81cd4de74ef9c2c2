import type { Cancel, TimerClock } from './clock.js';

/** A task that runs again and again. `lateByMs` is how much later than planned this run is, 0 on the first. */
export type LoopTask = (lateByMs: number) => void | Promise<void>;

/**
 * Runs a task with a fixed delay between the end of one run and the start of the next, so never twice at once. The first run
 * comes one interval after `start`. An error goes to `onError` and the loop goes on.
 */
export class Loop {
  #cancel: Cancel | undefined;
  #running = false;
  #startedAt: number | undefined;

  constructor(
    readonly intervalMs: number,
    private readonly task: LoopTask,
    private readonly clock: TimerClock,
    private readonly onError: (error: unknown) => void,
  ) {}

  get isStarted(): boolean {
    return this.#cancel !== undefined || this.#running;
  }

  start(): void {
    if (this.#cancel === undefined && !this.#running) this.#plan();
  }

  /** Plans no further run. A run under way ends by itself. */
  stop(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    this.#running = false;
    this.#startedAt = undefined;
  }

  /**
   * Runs the task now, outside its plan; used by tests and by whoever cannot wait.
   * How late a run is follows from the time since the previous one began (server.md 2.12).
   */
  async tick(): Promise<void> {
    const now = this.clock.monotonic();
    const lateByMs = this.#startedAt === undefined ? 0 : Math.max(0, now - this.#startedAt - this.intervalMs);
    this.#startedAt = now;
    try {
      await this.task(lateByMs);
    } catch (error) {
      this.onError(error);
    }
  }

  #plan(): void {
    const cancel = this.clock.after(this.intervalMs, () => {
      this.#cancel = undefined;
      this.#running = true;
      void this.tick().then(() => {
        if (!this.#running) return;
        this.#running = false;
        this.#plan();
      });
    });
    this.#cancel = cancel;
  }
}
