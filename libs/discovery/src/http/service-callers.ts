import { NoInstanceError } from '../core/no-instance-error.js';
import type { ServiceInstance } from '../core/service-instance.js';
import { callError } from './call-error.js';
import type { CallFailure, CallOutcome, NoInstanceReason } from './call-outcome.js';
import { exchangeOf, through } from './dispatch.js';
import type { Dispatch } from './dispatch.js';
import { sendProbe } from './probing/send-probe.js';
import { probeTurns } from './probing/service-probe.js';
import type { PickWishes, Send, ServiceCall } from './service-call.js';
import { ServiceCaller } from './service-caller.js';
import type { Probing, ServiceCallerDeps } from './service-caller.js';
import { overlaid } from './overlaid.js';
import { isSameSettings } from './service-settings.js';
import type { FallbackAnswer, ServiceSettings } from './service-settings.js';
import type { ServiceState } from './service-state.js';
import { targetOf } from './service-url-rule.js';
import type { UrlTarget } from './service-url-rule.js';

export interface ServiceCallersDeps extends ServiceCallerDeps {
  /** What the application is thrown for an error of ours. @default the error itself */
  readonly asThrown?: (error: unknown) => unknown;
  /** What configuration says of one service; undefined where it says nothing. @default nothing of any */
  readonly configured?: (service: string) => ServiceSettings | undefined;
  /** @default over connections of their own */
  readonly probing?: Probing;
}

/** What became of a call in the end. */
export type CallResult<T> =
  | { readonly type: 'answered'; readonly response: T }
  | { readonly type: 'fallback'; readonly answer: FallbackAnswer }
  | { readonly type: 'failed'; readonly failure: CallFailure; readonly error: unknown };

/** Calls every service by its name. A service costs memory once it is called, for as long as it is known or declared. */
export class ServiceCallers {
  readonly #callers = new Map<string, ServiceCaller>();
  readonly #declared = new Map<string, ServiceSettings>();
  /** Declared names as they were given: one with a port makes URLs with that port ours. */
  readonly #listed = new Set<string>();
  readonly #probing: Probing;
  #isClosed = false;
  readonly #stop: () => void;
  /** Where calls to a service go that nobody knows: whoever watches calls is told of them too. */
  readonly #toNobody: Dispatch;

  constructor(
    private readonly all: ServiceSettings,
    private readonly deps: ServiceCallersDeps,
  ) {
    this.#probing = deps.probing ?? { send: sendProbe, turns: probeTurns() };
    this.#stop = deps.source.onChange((services) => this.#changed(services));
    const { call = [], attempt = [] } = deps.around ?? {};
    this.#toNobody = through([...call, ...attempt], () =>
      Promise.resolve({ type: 'no-instance', reason: this.#unknown() }),
    );
  }

  /** Settings of one service, without faults; false when it has others already. */
  declare(service: string, settings: ServiceSettings): boolean {
    this.#listed.add(service.toLowerCase());
    const name = service.toLowerCase().replace(/:\d+$/, '');
    const before = this.#declared.get(name);
    if (before !== undefined) return isSameSettings(before, settings);
    this.#declared.set(name, settings);
    this.#forget(name);
    return true;
  }

  /** Whether a URL is for a service. */
  targetOf(url: string): UrlTarget {
    return targetOf(url, {
      isKnown: (name) => this.deps.source.isKnown(name),
      isDeclared: (name) => this.#listed.has(name) || this.deps.configured?.(name) !== undefined,
    });
  }

  /** What is declared in code wins over what configuration says of the service, and that over what is said of all. */
  settingsOf(service: string): ServiceSettings {
    const name = service.toLowerCase();
    const layers = [this.deps.configured?.(name), this.#declared.get(name)];
    return layers.reduce<ServiceSettings>((below, own) => (own === undefined ? below : overlaid(below, own)), this.all);
  }

  async call<T>(call: ServiceCall, send: Send<T>): Promise<CallResult<T>> {
    const outcome = await this.#outcomeOf(call, send);
    if (outcome.type === 'answered') return { type: 'answered', response: outcome.answer.response };
    const { asThrown = (error: unknown) => error, source } = this.deps;
    const error = asThrown(callError(call, outcome, source.services()));
    const answer = outcome.type === 'aborted' ? undefined : await this.#fallback(call, outcome, error);
    return answer === undefined ? { type: 'failed', failure: outcome, error } : { type: 'fallback', answer };
  }

  /** What the application is thrown for a name that is neither a service nor a host. */
  nobodyCalled(name: string): unknown {
    const { asThrown = (error: unknown) => error, source } = this.deps;
    const why = source.isInformed ? 'no service' : 'no registry was ever reached,';
    return asThrown(new NoInstanceError(name, source.services(), `${why} and no host has that name`));
  }

  choose(service: string, wishes: PickWishes = {}): ServiceInstance | NoInstanceReason {
    return this.#callerOf(service)?.choose(wishes) ?? this.#unknown();
  }

  /** Those that are UP. */
  instancesOf(service: string): readonly ServiceInstance[] {
    const { source } = this.deps;
    const up = source.instancesOf(service).filter(({ status }) => status === 'UP');
    return up.map((info) => source.serviceInstanceOf(info));
  }

  /** Of every service that was called, as long as there is such a service. */
  states(): readonly ServiceState[] {
    return Array.from(this.#callers.values(), ({ state }) => state);
  }

  /** Tells when instances of the service came, left or changed, until what it returns is called. */
  onChange(service: string, listener: () => void): () => void {
    const name = service.toUpperCase();
    return this.deps.source.onChange((services) => {
      if (services.has(name)) listener();
    });
  }

  /** Follows no registry any more, and probes nobody; what is called after that goes to the instances of the moment. */
  close(): void {
    this.#isClosed = true;
    this.#stop();
    for (const name of this.#callers.keys()) this.#forget(name);
  }

  #outcomeOf<T>(call: ServiceCall, send: Send<T>): Promise<CallOutcome<T>> {
    const caller = this.#callerOf(call.service);
    if (caller !== undefined) return caller.call(call, send);
    return this.#toNobody(exchangeOf(call, send));
  }

  #unknown(): NoInstanceReason {
    return this.deps.source.isInformed ? 'none-registered' : 'registry-never-reached';
  }

  async #fallback(call: ServiceCall, failure: CallFailure, error: unknown): Promise<FallbackAnswer | undefined> {
    return this.settingsOf(call.service).fallback?.({ call, failure, error });
  }

  /** Nobody can make us keep names that never were: a service has to be known. */
  #callerOf(service: string): ServiceCaller | undefined {
    const name = service.toLowerCase();
    let caller = this.#callers.get(name);
    if (caller === undefined && (this.#isDeclared(name) || this.deps.source.isKnown(name))) {
      caller = new ServiceCaller(name, this.settingsOf(name), this.deps, this.#probing);
      if (this.#isClosed) caller.close();
      this.#callers.set(name, caller);
    }
    return caller;
  }

  #isDeclared(name: string): boolean {
    return this.#declared.has(name) || this.deps.configured?.(name) !== undefined;
  }

  #forget(name: string): void {
    this.#callers.get(name)?.close();
    this.#callers.delete(name);
  }

  #changed(services: ReadonlySet<string>): void {
    for (const [name, caller] of this.#callers) {
      if (!services.has(name.toUpperCase())) continue;
      caller.changed();
      const isGone = !this.#isDeclared(name) && this.deps.source.instancesOf(name).length === 0;
      if (isGone) this.#forget(name);
    }
  }
}
