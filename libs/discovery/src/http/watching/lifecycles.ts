import type { Clock } from '@nest-eureka/time';
import type { ServiceInstance } from '../../core/service-instance.js';
import type { CallOutcome } from '../call-outcome.js';
import type { Dispatch, Exchange, Interceptor } from '../dispatch.js';
import type { Attempt, ServiceCall } from '../service-call.js';
import type { Completion, LoadBalancerLifecycle } from './load-balancer-lifecycle.js';

type Callback = 'supports' | 'onStart' | 'onStartRequest' | 'onComplete';

/** An instance that was picked, and when the request went to it, monotonic ms. */
interface Sent {
  readonly instance: ServiceInstance;
  readonly at: number;
}

/** Everybody who wants to be told of calls. */
export class Lifecycles {
  readonly #all: LoadBalancerLifecycle[] = [];
  readonly #reported = new WeakMap<LoadBalancerLifecycle, Set<Callback>>();

  /** `onFault` hears of what a callback throws, once for each. */
  constructor(
    private readonly clock: Pick<Clock, 'monotonic'>,
    private readonly onFault: (callback: string, error: unknown) => void,
  ) {}

  add(lifecycle: LoadBalancerLifecycle): void {
    this.#all.push(lifecycle);
  }

  /** The stage of each attempt. */
  readonly attempt: Interceptor = (next) => (exchange) => {
    return this.#all.length === 0 ? next(exchange) : this.#told(next, exchange);
  };

  async #told<T>(next: Dispatch, exchange: Exchange<T>): Promise<CallOutcome<T>> {
    const { call, send } = exchange;
    const interested = this.#all.filter((lifecycle) => this.#supports(lifecycle, call));
    if (interested.length === 0) return next(exchange);
    let sent: Sent | undefined;
    this.#tell(interested, 'onStart', (lifecycle) => lifecycle.onStart?.(call));
    const telling = (attempt: Attempt): ReturnType<typeof send> => {
      const { instance } = attempt;
      sent = { instance, at: this.clock.monotonic() };
      this.#tell(interested, 'onStartRequest', (lifecycle) => lifecycle.onStartRequest?.(call, instance));
      return send(attempt);
    };
    const outcome = await next({ ...exchange, send: telling });
    const completion = completionOf(outcome, sent, this.clock.monotonic());
    this.#tell(interested, 'onComplete', (lifecycle) => lifecycle.onComplete?.(call, completion));
    return outcome;
  }

  #supports(lifecycle: LoadBalancerLifecycle, { service }: ServiceCall): boolean {
    try {
      return lifecycle.supports?.(service) ?? true;
    } catch (error) {
      this.#report(lifecycle, 'supports', error);
      return false;
    }
  }

  #tell(
    interested: readonly LoadBalancerLifecycle[],
    callback: Callback,
    tell: (lifecycle: LoadBalancerLifecycle) => unknown,
  ): void {
    for (const lifecycle of interested) {
      try {
        const told = tell(lifecycle);
        if (isThenable(told)) told.then(undefined, (error: unknown) => this.#report(lifecycle, callback, error));
      } catch (error) {
        this.#report(lifecycle, callback, error);
      }
    }
  }

  #report(lifecycle: LoadBalancerLifecycle, callback: Callback, error: unknown): void {
    let reported = this.#reported.get(lifecycle);
    if (reported === undefined) this.#reported.set(lifecycle, (reported = new Set()));
    if (reported.has(callback)) return;
    reported.add(callback);
    this.onFault(`${nameOf(lifecycle)}.${callback}`, error);
  }
}

function isThenable(told: unknown): told is PromiseLike<unknown> {
  return typeof (told as { readonly then?: unknown } | null | undefined)?.then === 'function';
}

function nameOf(lifecycle: LoadBalancerLifecycle): string {
  return lifecycle.constructor === Object ? 'LoadBalancerLifecycle' : lifecycle.constructor.name;
}

function completionOf(outcome: CallOutcome<unknown>, sent: Sent | undefined, now: number): Completion {
  if (outcome.type === 'no-instance') return { status: 'DISCARD', reason: outcome.reason };
  if (sent === undefined) {
    return { status: 'DISCARD', reason: outcome.type === 'refused' ? outcome.by : 'aborted' };
  }
  const { instance, at } = sent;
  if (outcome.type === 'answered') {
    return { status: 'SUCCESS', instance, httpStatus: outcome.answer.status, tookMs: outcome.tookMs };
  }
  const error = outcome.type === 'failed' ? outcome.error : ABORTED;
  return { status: 'FAILED', instance, error, tookMs: now - at };
}

const ABORTED = new DOMException('Nobody waits for the answer any more', 'AbortError');
