import type { TimerClock } from '@nest-eureka/time';
import type { Candidate } from '../balancing/candidate.js';
import type { NobodyReason, PickRequest, PickResult, Random } from '../balancing/picker.js';
import { RetryBudget } from '../balancing/retry/retry-budget.js';
import { resolveRetryOptions } from '../balancing/retry/retry-options.js';
import { ServiceBalancer } from '../balancing/service-balancer.js';
import { probeOf } from '../balancing/options/balancer-options.js';
import { resolveProbeOptions } from '../balancing/probing/probe-options.js';
import type { BalancerListeners } from '../balancing/service-balancer.js';
import type { Ejection } from '../balancing/ejection/ejections.js';
import type { ServiceInstance } from '../core/service-instance.js';
import type { CallOutcome, NoInstanceReason } from './call-outcome.js';
import { addingInstanceCookie } from './context/instance-cookie.js';
import { tellingForwarded } from './context/forwarded.js';
import { inboundHeader } from './context/inbound-context.js';
import type { InboundContext } from './context/inbound-context.js';
import { exchangeOf, through } from './dispatch.js';
import type { Dispatch, Interceptor } from './dispatch.js';
import type { InstanceSource } from './instance-source.js';
import type { SendProbe } from './probing/send-probe.js';
import { ServiceProbe } from './probing/service-probe.js';
import type { ProbeChange, ProbeTurns } from './probing/service-probe.js';
import type { PickWishes, Send, ServiceCall } from './service-call.js';
import type { ServiceSettings } from './service-settings.js';
import type { ServiceState } from './service-state.js';
import { requestedVersion } from './requested-version.js';
import { attempt } from './stages/attempt.js';
import { Breaker, serviceBreaker } from './stages/breaker.js';
import { bulkheadOf } from './stages/bulkhead.js';
import { hedging } from './stages/hedging.js';
import { InstanceBreakers } from './stages/instance-breakers.js';
import { retries } from './stages/retries.js';
import { timeLimit } from './stages/time-limit.js';
import { STICKY_COOKIE, wishesOf } from './wishes.js';

const DEFAULT_TIMEOUT_MS = 60_000;

export interface ServiceCallerDeps {
  readonly source: InstanceSource;
  readonly clock: TimerClock;
  readonly random: Random;
  /** This client's own instance id, '' without one. */
  readonly instanceId: string;
  /** Told what the balancer of a service notices. */
  readonly listeners: BalancerListeners;
  /** Says within which request a call is made; undefined = that is not asked. */
  readonly context?: Pick<InboundContext, 'headers'>;
  /** Stages around those of every service. */
  readonly around?: StagesAround;
  readonly onEjected?: (service: string, ejection: Ejection) => void;
  readonly onProbed?: (change: ProbeChange) => void;
}

/** What the active probes of all services share. */
export interface Probing {
  readonly send: SendProbe;
  readonly turns: ProbeTurns;
}

/** Stages that belong to no service: outside of all others, and inside of all others, where each attempt passes. */
export interface StagesAround {
  readonly call: readonly Interceptor[];
  readonly attempt: readonly Interceptor[];
}

/** Calls one service: its instances, what is known of them, and the stages of a call. */
export class ServiceCaller {
  readonly #balancer: ServiceBalancer;
  readonly #breakers: InstanceBreakers | undefined;
  readonly #dispatch: Dispatch;
  readonly #breaker: Breaker | undefined;
  readonly #probe: ServiceProbe | undefined;
  #isStale = true;

  /** `settings` are without faults: see `settingsFaults`. */
  constructor(
    readonly service: string,
    readonly settings: ServiceSettings,
    private readonly deps: ServiceCallerDeps,
    probing: Probing,
  ) {
    const { loadBalancer = {}, breaker } = settings;
    this.#probe = this.#probeWith(probing);
    const health = this.#probe?.results;
    const context = { service, random: deps.random, instanceId: deps.instanceId, health };
    this.#balancer = new ServiceBalancer(loadBalancer, context, this.#listeners());
    this.#breaker = breaker?.service ? new Breaker(breaker.service) : undefined;
    this.#breakers = breaker?.instance ? new InstanceBreakers(breaker.instance, deps.clock) : undefined;
    this.#dispatch = through(this.#stages(), this.#attempt());
  }

  get state(): ServiceState {
    return {
      service: this.service,
      ejected: this.#balancer.ejectedAt(this.deps.clock.monotonic()),
      breaker: this.#breaker?.state,
      openInstanceBreakers: this.#breakers?.open.length,
    };
  }

  /** Its instances have changed; they are read at the next pick. */
  changed(): void {
    this.#isStale = true;
    this.#probe?.changed();
  }

  /** Probes no more. */
  close(): void {
    this.#probe?.stop();
  }

  call<T>(call: ServiceCall, send: Send<T>): Promise<CallOutcome<T>> {
    const wishes = this.#wishesOf(call.wishes, call);
    return this.#dispatch(exchangeOf(wishes === call.wishes ? call : { ...call, wishes }, send));
  }

  /** Picks without calling: nothing is learnt from it. */
  choose(wishes: PickWishes): ServiceInstance | NoInstanceReason {
    const result = this.#pick({ ...this.#wishesOf(wishes), now: this.deps.clock.monotonic() });
    return result.type === 'picked' ? this.#instanceOf(result.candidate) : this.#whyNobody(result.reason);
  }

  #wishesOf(said: PickWishes, { headerOf, path }: Partial<Pick<ServiceCall, 'headerOf' | 'path'>> = {}): PickWishes {
    const inbound = this.deps.context?.headers;
    const inboundOf = inbound && ((name: string) => inboundHeader(inbound, name));
    const wishes = wishesOf(headerOf, this.settings.wishes, said, inboundOf);
    if (wishes.apiVersion !== undefined || headerOf === undefined || path === undefined) return wishes;
    const apiVersion = requestedVersion(path, headerOf, this.settings.wishes ?? {});
    return apiVersion === undefined ? wishes : { ...wishes, apiVersion };
  }

  #probeWith({ send, turns }: Probing): ServiceProbe | undefined {
    const options = probeOf(this.settings.loadBalancer ?? {});
    if (options === undefined) return undefined;
    const { clock, source, onProbed = () => {} } = this.deps;
    const instances = (): ServiceInstance[] =>
      source
        .instancesOf(this.service)
        .flatMap((info) => (info.status === 'UP' ? [source.serviceInstanceOf(info)] : []));
    return new ServiceProbe(this.service, resolveProbeOptions(options), {
      clock,
      send,
      turns,
      instances,
      onChange: onProbed,
    });
  }

  #listeners(): BalancerListeners {
    const { listeners, onEjected } = this.deps;
    if (onEjected === undefined) return listeners;
    return {
      ...listeners,
      onEjected: (ejection) => {
        listeners.onEjected?.(ejection);
        onEjected(this.service, ejection);
      },
    };
  }

  /** From outside to inside: time limit, the application's own, bulkhead, breaker, retries, hedging, the own for attempts. */
  #stages(): Interceptor[] {
    const { timeoutMs = DEFAULT_TIMEOUT_MS, retry, bulkhead, hedging: hedge, interceptors } = this.settings;
    const { xForwarded, forwarded, wishes } = this.settings;
    const { clock, random, around } = this.deps;
    const { budget: budgetOptions, ...retryOptions } = retry ?? {};
    const settings = resolveRetryOptions(retryOptions);
    const budget = budgetOptions === false ? undefined : new RetryBudget(budgetOptions);
    return [
      ...(around?.call ?? []),
      ...(xForwarded || forwarded ? [tellingForwarded({ xForwarded, forwarded })] : []),
      timeLimit(timeoutMs, clock),
      ...(interceptors?.call ?? []),
      ...(bulkhead ? [bulkheadOf(bulkhead)] : []),
      ...(this.#breaker ? [serviceBreaker(this.#breaker)] : []),
      retries({ settings, budget, clock, random }),
      ...(hedge ? [hedging({ options: hedge, retry: settings, budget, clock })] : []),
      ...(interceptors?.attempt ?? []),
      ...(wishes?.addInstanceCookie ? [addingInstanceCookie(wishes.stickyCookie ?? STICKY_COOKIE)] : []),
      ...(around?.attempt ?? []),
    ];
  }

  #attempt(): Dispatch {
    return attempt({
      balancer: {
        pick: (request) => this.#pick(request),
        begin: (candidate, now) => this.#balancer.begin(candidate, now),
        end: (candidate, outcome, now) => this.#balancer.end(candidate, outcome, now),
      },
      breakers: this.#breakers,
      tryTimeoutMs: this.settings.tryTimeoutMs ?? 0,
      clock: this.deps.clock,
      instanceOf: (candidate) => this.#instanceOf(candidate),
      whyNobody: (reason) => this.#whyNobody(reason),
    });
  }

  #pick(request: PickRequest): PickResult {
    this.#probe?.start();
    if (this.#isStale) {
      this.#isStale = false;
      this.#balancer.update(this.deps.source.instancesOf(this.service), request.now);
      this.#breakers?.keep(this.#balancer.candidates);
    }
    return this.#balancer.pick(request);
  }

  #instanceOf({ instance }: Candidate): ServiceInstance {
    return this.deps.source.serviceInstanceOf(instance);
  }

  #whyNobody(reason: NobodyReason): NoInstanceReason {
    return reason === 'none-registered' && !this.deps.source.isInformed ? 'registry-never-reached' : reason;
  }
}
