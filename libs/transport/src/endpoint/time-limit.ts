import type { Clock } from '@nest-eureka/time';

/** How much of a limit is left; without a limit always more than enough. */
export class TimeLimit {
  readonly #endsAt: number;

  constructor(
    limitMs: number | undefined,
    private readonly clock: Clock,
  ) {
    this.#endsAt = clock.monotonic() + (limitMs ?? Number.POSITIVE_INFINITY);
  }

  get leftMs(): number {
    return Math.max(0, this.#endsAt - this.clock.monotonic());
  }
}
