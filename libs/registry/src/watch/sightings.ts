import type { TimerClock } from '@nest-eureka/time';
import type { Subscriber } from './subscriber.js';

interface Wait {
  readonly revision: number;
  readonly missing: Set<Subscriber>;
  readonly end: () => void;
}

/** Who waits for which revision to be seen by whom. */
export class Sightings {
  readonly #waits = new Set<Wait>();

  constructor(private readonly clock: TimerClock) {}

  /** How many wait. */
  get size(): number {
    return this.#waits.size;
  }

  /**
   * Ends when each of them has seen the revision or has gone, at the latest after `waitMs`, with the number of those who are
   * still missing.
   */
  whenSeen(revision: number, by: Iterable<Subscriber>, waitMs: number): Promise<number> {
    const missing = new Set([...by].filter(({ seenRevision }) => seenRevision < revision));
    if (missing.size === 0) return Promise.resolve(0);
    return new Promise((resolve) => {
      const cancel = this.clock.after(waitMs, () => wait.end());
      const wait: Wait = {
        revision,
        missing,
        end: () => {
          cancel();
          this.#waits.delete(wait);
          resolve(missing.size);
        },
      };
      this.#waits.add(wait);
    });
  }

  /** A subscriber has seen more than before. */
  noted(subscriber: Subscriber): void {
    for (const wait of this.#waits) if (subscriber.seenRevision >= wait.revision) found(wait, subscriber);
  }

  gone(subscriber: Subscriber): void {
    for (const wait of this.#waits) found(wait, subscriber);
  }

  /** Nobody waits any longer. */
  close(): void {
    for (const wait of this.#waits) wait.end();
  }
}

function found(wait: Wait, subscriber: Subscriber): void {
  if (wait.missing.delete(subscriber) && wait.missing.size === 0) wait.end();
}
