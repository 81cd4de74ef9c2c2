import type { Clock } from '@nest-eureka/time';
import type { CallOutcome } from '../call-outcome.js';
import { Breaker } from './breaker.js';
import type { BreakerOptions } from './breaker.js';

/** A circuit for each instance of one service; an instance is not picked while its circuit is open. */
export class InstanceBreakers {
  readonly #breakers = new Map<string, Breaker>();
  /** Ids with the time at which they may be tried again, monotonic ms. */
  readonly #openUntil = new Map<string, number>();
  readonly #openMs: number;

  constructor(
    private readonly options: BreakerOptions,
    private readonly clock: Clock,
  ) {
    this.#openMs = options.openMs ?? 5000;
  }

  /** Whose circuit is open and not due for a try. */
  get open(): readonly string[] {
    if (this.#openUntil.size === 0) return [];
    const now = this.clock.monotonic();
    return [...this.#openUntil].filter(([, until]) => now < until).map(([id]) => id);
  }

  async guard<T>(id: string, work: () => Promise<CallOutcome<T>>): Promise<CallOutcome<T>> {
    let breaker = this.#breakers.get(id);
    if (breaker === undefined) this.#breakers.set(id, (breaker = new Breaker(this.options)));
    const outcome = await breaker.guard('instance-breaker', work);
    if (!breaker.isOpen) this.#openUntil.delete(id);
    else if (outcome.type !== 'refused') this.#openUntil.set(id, this.clock.monotonic() + this.#openMs);
    return outcome;
  }

  /** Forgets instances that are gone. */
  keep(ids: { has(id: string): boolean }): void {
    for (const id of this.#breakers.keys()) {
      if (ids.has(id)) continue;
      this.#breakers.delete(id);
      this.#openUntil.delete(id);
    }
  }
}
