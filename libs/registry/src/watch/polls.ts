import type { Clock } from '@nest-eureka/time';

/** A client that polls does so every 30 s, and may miss a round or two. */
const POLLING_MS = 90_000;

/** Whether there are clients that learn of changes by asking: nobody knows what they have seen. */
export class Polls {
  #lastAt = -Infinity;

  constructor(private readonly clock: Clock) {}

  /** Somebody who has no stream has read the registry. */
  note(): void {
    this.#lastAt = this.clock.monotonic();
  }

  get areLikely(): boolean {
    return this.clock.monotonic() - this.#lastAt < POLLING_MS;
  }
}
