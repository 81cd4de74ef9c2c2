import { balancedDispatch } from '../../http/balanced-dispatch.js';
import type { ServiceInstance } from '../../core/service-instance.js';
import type { PickWishes } from '../../http/service-call.js';
import type { ServiceCallers } from '../../http/service-callers.js';
import type { LoadBalancingOptions } from '../../http/call-options.js';
import { targetOf, urlAt } from '../../http/service-url-rule.js';

export interface ExecuteOptions extends LoadBalancingOptions {
  readonly signal?: AbortSignal;
  /** Work that could not connect, so that nothing was sent, is begun again with another instance. @default false */
  readonly restartable?: boolean;
}

/** Any host that may stand for a service does. */
const EVERY_NAME = { isKnown: () => true, isDeclared: () => true };

/** Picks instances for whatever is no HTTP call by name, as Spring's `LoadBalancerClient` does: gRPC, sockets, a redirect. */
export class LoadBalancer {
  constructor(private readonly callers: ServiceCallers) {}

  /** The instance that a call would go to now; undefined when there is none. Nothing is learnt from what becomes of it. */
  choose(service: string, wishes: PickWishes = {}): ServiceInstance | undefined {
    const chosen = this.callers.choose(service, wishes);
    return typeof chosen === 'string' ? undefined : chosen;
  }

  /** Those that are UP, ejected ones included. */
  instances(service: string): readonly ServiceInstance[] {
    return this.callers.instancesOf(service);
  }

  /** Tells when instances of the service came, left or changed; call what it returns to hear no more. */
  onChange(service: string, listener: () => void): () => void {
    return this.callers.onChange(service, listener);
  }

  /**
   * Does the work with an instance: counted, limited in time and guarded like any call, and done again with another instance
   * only with `idempotent` or `restartable`. Rejects with what the work rejects with, or with `NoInstanceException`.
   */
  async execute<T>(
    service: string,
    work: (instance: ServiceInstance, signal: AbortSignal) => T | Promise<T>,
    options: ExecuteOptions = {},
  ): Promise<T> {
    const { idempotent = false, restartable = idempotent, signal, timeoutMs, tryTimeoutMs, ...wishes } = options;
    const call = {
      service,
      method: '',
      path: '',
      wishes,
      replayable: restartable,
      marked: idempotent,
      ...(signal === undefined ? {} : { signal }),
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
      ...(tryTimeoutMs === undefined ? {} : { tryTimeoutMs }),
    };
    const result = await this.callers.call(call, async (attempt) => {
      return { status: 200, response: await work(attempt.instance, attempt.signal) };
    });
    if (result.type === 'answered') return result.response;
    if (result.type === 'fallback') return result.answer.body as T;
    throw result.error;
  }

  /** For undici 7: `new Agent().compose(balancer.dispatchInterceptor())` calls services by name. */
  dispatchInterceptor(): <D>(dispatch: D) => D {
    return balancedDispatch(this.callers);
  }

  /** The URL with the instance in the place of its host; path, query and their encoding stay (client.md 6.8). */
  reconstructUrl(instance: ServiceInstance, url: string | URL): string {
    const target = targetOf(String(url), EVERY_NAME);
    if (target.type === 'service') return urlAt(instance, target);
    throw new TypeError('The URL has no host that can be replaced');
  }
}
