/** A way to stop something that was going to happen. Calling it twice, or too late, does nothing. */
export type Cancel = () => void;

/** Where time comes from. Leases use `monotonic`, the wire uses `now`. */
export interface Clock {
  /** Milliseconds since the epoch; may jump when somebody sets the machine's clock. */
  now(): number;
  /** Milliseconds since some fixed moment, fractions included; never goes back. */
  monotonic(): number;
}

/** A clock that can also wake somebody. */
export interface TimerClock extends Clock {
  /** Calls back once after `delayMs`; does not keep the process alive. */
  after(delayMs: number, callback: () => void): Cancel;
}

/** Node's longest timer; a longer delay would fire at once. */
export const MAX_TIMER_MS = 2_147_483_647;

/** The machine's own time. */
export const systemClock: TimerClock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after(delayMs, callback) {
    const timer = setTimeout(callback, Math.min(delayMs, MAX_TIMER_MS));
    timer.unref();
    return () => clearTimeout(timer);
  },
};
