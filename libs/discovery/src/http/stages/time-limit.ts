import type { TimerClock } from '@nest-eureka/time';
import { discard } from '../call-outcome.js';
import { TIME_IS_UP } from '../dispatch.js';
import type { Interceptor } from '../dispatch.js';
import { FollowingController } from '../following-controller.js';
import { unlessAborted } from '../unless-aborted.js';

/** The whole call in that time, 0 = no limit; and at once an end when the caller goes, whatever the stages within wait for. */
export function timeLimit(defaultMs: number, clock: TimerClock): Interceptor {
  return (next) => async (exchange) => {
    const limitMs = exchange.call.timeoutMs ?? defaultMs;
    const controller = new FollowingController(exchange.signal);
    const cancel = limitMs > 0 ? clock.after(limitMs, () => controller.abort(TIME_IS_UP)) : () => {};
    const { signal } = controller;
    try {
      const outcome = await unlessAborted(next({ ...exchange, signal }), signal, discard);
      if (!signal.aborted && outcome !== undefined) return outcome;
      if (outcome !== undefined) discard(outcome);
      return signal.reason === TIME_IS_UP ? { type: 'timed-out', afterMs: limitMs } : { type: 'aborted' };
    } finally {
      cancel();
      controller.release();
    }
  };
}
