import type { Cancel, TimerClock } from '../clock.js';

/** A clock that stands still until a test moves it; timers fire in order while it moves. */
export class ManualClock implements TimerClock {
  #elapsedMs = 0;
  #order = 0;
  readonly #timers = new Set<{ readonly at: number; readonly order: number; readonly callback: () => void }>();

  constructor(private readonly startedAt = 1_700_000_000_000) {}

  now(): number {
    return this.startedAt + this.#elapsedMs;
  }

  monotonic(): number {
    return this.#elapsedMs;
  }

  get pendingTimers(): number {
    return this.#timers.size;
  }

  after(delayMs: number, callback: () => void): Cancel {
    const timer = { at: this.#elapsedMs + delayMs, order: this.#order++, callback };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** Moves time and fires what falls due; promises that follow from a timer are not awaited. */
  advance(ms: number): void {
    const until = this.#elapsedMs + ms;
    while (this.#fireNext(until));
    this.#elapsedMs = until;
  }

  /** As `advance`, and lets promises settle before each timer, so that a `Loop` plans its next run. */
  async advanceAsync(ms: number): Promise<void> {
    const until = this.#elapsedMs + ms;
    do await settle();
    while (this.#fireNext(until));
    this.#elapsedMs = until;
  }

  /** Moves to the next timer that falls due at the latest at `until` and fires it; false when there is none. */
  #fireNext(until: number): boolean {
    const [due] = [...this.#timers]
      .filter((timer) => timer.at <= until)
      .sort((a, b) => a.at - b.at || a.order - b.order);
    if (due === undefined) return false;
    this.#timers.delete(due);
    this.#elapsedMs = Math.max(this.#elapsedMs, due.at);
    due.callback();
    return true;
  }
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}
