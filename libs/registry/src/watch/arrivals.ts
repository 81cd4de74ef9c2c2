import type { TimerClock } from '@nest-eureka/time';
import type { LeaseStore } from '../core/lease-store.js';
import type { SeenQuestion } from './seen-everywhere.js';

const LOOK_EVERY_MS = 20;
const MOST_WAITS = 100;

/** Waits until a change that another node asks about has come here: the question may overtake the message. */
export class Arrivals {
  #waiting = 0;

  /** @param isOver whether nothing is worth waiting for any more */
  constructor(
    private readonly store: Pick<LeaseStore, 'find'>,
    private readonly clock: TimerClock,
    private readonly isOver: () => boolean,
  ) {}

  /** Whether the instance is here as it is there, by the end of the question's time. False too when too many wait already. */
  async hasCome(question: SeenQuestion): Promise<boolean> {
    if (this.#isHere(question)) return true;
    if (this.#waiting >= MOST_WAITS) return false;
    this.#waiting++;
    try {
      const until = this.clock.monotonic() + question.waitMs;
      while (this.clock.monotonic() < until && !this.isOver()) {
        await new Promise<void>((resolve) => void this.clock.after(LOOK_EVERY_MS, resolve));
        if (this.#isHere(question)) return true;
      }
      return false;
    } finally {
      this.#waiting--;
    }
  }

  #isHere({ app, id, status, lastDirtyTimestamp }: SeenQuestion): boolean {
    const instance = this.store.find(app, id)?.instance;
    return instance?.status === status && (instance.lastDirtyTimestamp ?? 0) >= lastDirtyTimestamp;
  }
}
