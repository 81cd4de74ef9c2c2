import type { TimerClock } from '@nest-eureka/time';

const FREE_ATTEMPTS = 3;
const FIRST_DELAY_MS = 100;
const MAX_DELAY_MS = 3000;
const FORGET_AFTER_MS = 60_000;
const MAX_SOURCES = 10_000;

/**
 * Makes guessing slow: each failing attempt from an address, or of a user, waits longer than the one before. Attempts that
 * succeed never wait, so nobody can lock a user out. Memory is bounded; the oldest source is forgotten first.
 */
export class FailureDelay {
  readonly #failures = new Map<string, { count: number; at: number }>();

  constructor(private readonly clock: TimerClock) {}

  /** Waits as long as this failure of a source has earned. */
  async afterFailure(source: string): Promise<void> {
    const now = this.clock.monotonic();
    const known = this.#failures.get(source);
    const count = known !== undefined && now - known.at < FORGET_AFTER_MS ? known.count + 1 : 1;
    this.#failures.delete(source);
    this.#failures.set(source, { count, at: now });
    if (this.#failures.size > MAX_SOURCES) this.#failures.delete(this.#failures.keys().next().value ?? '');
    if (count <= FREE_ATTEMPTS) return;
    const delayMs = Math.min(MAX_DELAY_MS, FIRST_DELAY_MS * 2 ** (count - FREE_ATTEMPTS - 1));
    await new Promise<void>((resolve) => void this.clock.after(delayMs, resolve));
  }
}
