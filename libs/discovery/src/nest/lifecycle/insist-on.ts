import type { Observable } from 'rxjs';
import type { TimerClock } from '@nest-eureka/time';
import type { ClientEvent } from '../../core/client-event.js';
import { DiscoveryError } from '../discovery-error.js';

/** What a start waits for, and the events that say so. */
export interface Awaited {
  readonly what: string;
  readonly good: 'registry-fetched' | 'registered';
  readonly bad: 'fetch-failed' | 'register-failed';
  /** 0: the first attempt decides. */
  readonly withinMs: number;
}

/**
 * Ends with the good event. Rejects, saying what failed last, when it does not come in time. To be called before the first
 * attempt ends.
 */
export function insistOn(awaited: Awaited, events: Observable<ClientEvent>, clock: TimerClock): Promise<void> {
  const { what, good, bad, withinMs } = awaited;
  return new Promise((resolve, reject) => {
    let failure = `no registry answered within ${withinMs} ms`;
    const giveUp = (): void => {
      stop();
      const message = `${what} is required at the start (fail-fast), and failed: ${failure}`;
      reject(new DiscoveryError('EUREKA_REGISTRY_NOT_REACHED', message));
    };
    const cancelLimit = withinMs > 0 ? clock.after(withinMs, giveUp) : (): void => {};
    const subscription = events.subscribe({
      next: (event) => {
        if (event.type === good) {
          stop();
          resolve();
        } else if (event.type === bad) {
          failure = event.message;
          if (withinMs === 0) giveUp();
        }
      },
      complete: giveUp,
    });
    const stop = (): void => {
      cancelLimit();
      subscription.unsubscribe();
    };
  });
}
