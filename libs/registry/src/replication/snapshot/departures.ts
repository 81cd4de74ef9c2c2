import type { Clock } from '@nest-eureka/time';
import type { RegistryEvent, RegistryListener } from '../../core/registry-event.js';

/** That an instance is gone, as a snapshot is told that was written before. */
export interface Departure {
  readonly app: string;
  readonly id: string;
  /** `lastDirtyTimestamp` of the registration that ended. */
  readonly dirtyAt: number;
  /** Wall clock, ms. */
  readonly goneAt: number;
  /** True: by its client or an operator; false: evicted. */
  readonly isCancel: boolean;
}

/** Hears who goes, and tells one other. */
export class Departures implements RegistryListener {
  #hear: (departure: Departure) => void = () => undefined;

  constructor(private readonly clock: Clock) {}

  listen(hear: (departure: Departure) => void): void {
    this.#hear = hear;
  }

  on(event: RegistryEvent): void {
    if (event.type !== 'cancelled') return;
    const { app, id } = event.lease;
    const dirtyAt = event.previous.lastDirtyTimestamp ?? 0;
    this.#hear({ app, id, dirtyAt, goneAt: this.clock.now(), isCancel: event.origin !== 'eviction' });
  }
}
