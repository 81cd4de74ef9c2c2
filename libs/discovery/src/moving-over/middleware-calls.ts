import type { HeartbeatParameters, InstanceInfo, InstanceStatus } from '@nest-eureka/protocol';
import type { TimerClock } from '@nest-eureka/time';
import { maskCredentials } from '@nest-eureka/transport';
import type { CallOptions, CallOutcome, ReadOptions, RegistryCalls } from '@nest-eureka/transport';
import type { EurekaRequestMiddleware } from './eureka-config.js';
import { runMiddleware } from './middleware-authorization.js';
import type { WantedAuthorization } from './middleware-authorization.js';

export interface MiddlewareCallsDeps {
  readonly clock: TimerClock;
  /** Calls that carry Basic credentials, or ask for the token before each request. */
  readonly open: (authorization: WantedAuthorization, token: () => string) => RegistryCalls;
  /** Is told once of each part of a request that a middleware changes in vain. */
  readonly onIgnored: (part: string) => void;
  /** How long a middleware may take. */
  readonly timeoutMs: number;
}

/** Calls with one and the same authorization, kept until the last of them has come back. */
interface Held {
  readonly key: string;
  readonly calls: RegistryCalls;
  inUse: number;
}

function keyOf(wanted: WantedAuthorization): string {
  return wanted.kind === 'basic' ? JSON.stringify([wanted.user, wanted.password]) : wanted.kind;
}

/** Calls that ask a middleware of eureka-js-client how to be let in, each time anew. */
export class MiddlewareCalls implements RegistryCalls {
  readonly #ended = new AbortController();
  readonly #ignored = new Set<string>();
  readonly #held = new Set<Held>();
  #present: Held | undefined;
  #token = '';

  constructor(
    private readonly middleware: EurekaRequestMiddleware,
    private readonly deps: MiddlewareCallsDeps,
  ) {}

  get localAddress(): string | undefined {
    return this.#present?.calls.localAddress;
  }

  register(instance: InstanceInfo, options?: CallOptions): Promise<CallOutcome<never>> {
    return this.#call('POST', instance.app, options, (calls) => calls.register(instance, options));
  }

  heartbeat(app: string, id: string, beat: HeartbeatParameters, options?: CallOptions): Promise<CallOutcome<never>> {
    return this.#call('PUT', `${app}/${id}`, options, (calls) => calls.heartbeat(app, id, beat, options));
  }

  cancel(app: string, id: string, options?: CallOptions): Promise<CallOutcome<never>> {
    return this.#call('DELETE', `${app}/${id}`, options, (calls) => calls.cancel(app, id, options));
  }

  overrideStatus(
    app: string,
    id: string,
    status: InstanceStatus,
    stamp: number | undefined,
    options?: CallOptions,
  ): Promise<CallOutcome<never>> {
    const uri = `${app}/${id}/status`;
    return this.#call('PUT', uri, options, (calls) => calls.overrideStatus(app, id, status, stamp, options));
  }

  removeOverride(
    app: string,
    id: string,
    stamp: number | undefined,
    options?: CallOptions,
  ): Promise<CallOutcome<never>> {
    return this.#call('DELETE', `${app}/${id}/status`, options, (calls) =>
      calls.removeOverride(app, id, stamp, options),
    );
  }

  applications(options?: ReadOptions): ReturnType<RegistryCalls['applications']> {
    return this.#call('GET', '', options, (calls) => calls.applications(options));
  }

  delta(options?: ReadOptions): ReturnType<RegistryCalls['delta']> {
    return this.#call('GET', 'delta', options, (calls) => calls.delta(options));
  }

  vip(address: string, options?: Parameters<RegistryCalls['vip']>[1]): ReturnType<RegistryCalls['vip']> {
    return this.#call('GET', `../vips/${address}`, options, (calls) => calls.vip(address, options));
  }

  application(name: string, options?: CallOptions): ReturnType<RegistryCalls['application']> {
    return this.#call('GET', name, options, (calls) => calls.application(name, options));
  }

  instance(app: string | undefined, id: string, options?: CallOptions): ReturnType<RegistryCalls['instance']> {
    return this.#call('GET', `${app ?? '../instances'}/${id}`, options, (calls) => calls.instance(app, id, options));
  }

  close(): void {
    this.#ended.abort();
    for (const { calls } of this.#held) calls.close();
    this.#held.clear();
  }

  async #call<T>(
    method: string,
    uri: string,
    options: CallOptions | undefined,
    send: (calls: RegistryCalls) => Promise<CallOutcome<T>>,
  ): Promise<CallOutcome<T>> {
    const held = await this.#authorized(method, uri, options?.signal);
    if ('kind' in held) return held;
    held.inUse += 1;
    try {
      return await send(held.calls);
    } finally {
      held.inUse -= 1;
      this.#dropUnused();
    }
  }

  async #authorized(method: string, uri: string, signal: AbortSignal | undefined): Promise<Held | CallOutcome<never>> {
    const late = new AbortController();
    const endWait = this.deps.clock.after(this.deps.timeoutMs, () => late.abort());
    const signals = [late.signal, this.#ended.signal, ...(signal === undefined ? [] : [signal])];
    try {
      const request = { method, uri, gzip: true };
      const { authorization, ignored } = await runMiddleware(this.middleware, request, AbortSignal.any(signals));
      for (const part of ignored.filter((each) => !this.#ignored.has(each))) {
        this.#ignored.add(part);
        this.deps.onIgnored(part);
      }
      if (this.#ended.signal.aborted)
        return { kind: 'failed', reason: 'aborted', status: undefined, message: 'Stopped' };
      return this.#hold(authorization);
    } catch (error) {
      const message = maskCredentials(error instanceof Error ? error.message : String(error));
      return { kind: 'failed', reason: 'unauthorized', status: undefined, message };
    } finally {
      endWait();
    }
  }

  #hold(wanted: WantedAuthorization): Held {
    if (wanted.kind === 'bearer') this.#token = wanted.token;
    const key = keyOf(wanted);
    if (this.#present?.key !== key) {
      this.#present = { key, calls: this.deps.open(wanted, () => this.#token), inUse: 0 };
      this.#held.add(this.#present);
    }
    return this.#present;
  }

  #dropUnused(): void {
    for (const held of this.#held) {
      if (held !== this.#present && held.inUse === 0) {
        this.#held.delete(held);
        held.calls.close();
      }
    }
  }
}
