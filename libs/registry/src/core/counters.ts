import type { Clock } from '@nest-eureka/time';
import { MeasuredRate } from './measured-rate.js';
import type { Origin } from './origin.js';
import type { MissedCall, RegistryEvent, RegistryListener } from './registry-event.js';

/** How often something was asked for, and how often not by a peer. */
export class Counter {
  #total = 0;
  #minusReplication = 0;

  get total(): number {
    return this.#total;
  }

  get minusReplication(): number {
    return this.#minusReplication;
  }

  increment(origin: Origin): void {
    this.#total++;
    if (origin !== 'peer') this.#minusReplication++;
  }
}

/** Those of Netflix's counters that the core can know (server.md 8.3); the rest counts reads. */
export class Counters implements RegistryListener {
  readonly register = new Counter();
  readonly renew = new Counter();
  readonly renewNotFound = new Counter();
  readonly cancel = new Counter();
  readonly cancelNotFound = new Counter();
  readonly expired = new Counter();
  readonly statusUpdate = new Counter();
  readonly statusOverrideDelete = new Counter();
  /** What peers asked for in the last complete minute, counted from the start. */
  readonly #replications: MeasuredRate;

  constructor(clock: Clock) {
    this.#replications = new MeasuredRate(clock);
    this.#replications.start();
  }

  get replicationsLastMinute(): number {
    return this.#replications.count();
  }

  on(event: RegistryEvent): void {
    const { origin } = event;
    switch (event.type) {
      case 'registered':
        this.register.increment(origin);
        break;
      case 'renewed':
        this.renew.increment(origin);
        break;
      case 'cancelled':
        this.cancel.increment(origin);
        if (origin === 'eviction') this.expired.increment(origin);
        break;
      case 'status-changed':
      case 'status-confirmed':
        // comes along with a renewal, which is counted as such
        if (event.cause === 'renewal') return;
        (event.cause === 'override-set' ? this.statusUpdate : this.statusOverrideDelete).increment(origin);
        break;
    }
    if (origin === 'peer') this.#replications.increment();
  }

  missed({ action, origin }: MissedCall): void {
    if (action === 'renew') {
      this.renew.increment(origin);
      this.renewNotFound.increment(origin);
    } else {
      this.cancel.increment(origin);
      this.cancelNotFound.increment(origin);
    }
  }
}
