import { bulkhead } from 'cockatiel';
import { Loop } from '@nest-eureka/time';
import type { Cancel, TimerClock } from '@nest-eureka/time';
import { ProbeResults } from '../../balancing/probing/probed-health.js';
import type { ProbeSettings } from '../../balancing/probing/probe-options.js';
import type { ServiceInstance } from '../../core/service-instance.js';
import type { SendProbe } from './send-probe.js';

/** An instance begins to fail its probes, or is well again. */
export interface ProbeChange {
  readonly service: string;
  readonly instanceId: string;
  readonly healthy: boolean;
  /** Why it fails; '' when it does not. */
  readonly because: string;
}

export interface ServiceProbeDeps {
  readonly clock: TimerClock;
  readonly send: SendProbe;
  /** Probes of all services take turns in it. */
  readonly turns: ProbeTurns;
  /** The instances that are UP at the moment. */
  instances(): readonly ServiceInstance[];
  onChange(change: ProbeChange): void;
}

/** Lets so many probes be under way at once; the others wait. */
export interface ProbeTurns {
  execute<T>(probe: () => Promise<T>): Promise<T>;
}

/** Probes under way at once, whatever the number of services and instances. */
const AT_ONCE = 16;

export function probeTurns(atOnce = AT_ONCE): ProbeTurns {
  const policy = bulkhead(atOnce, Number.POSITIVE_INFINITY);
  return { execute: (probe) => policy.execute(probe) };
}

/** Asks the instances of one service again and again whether they are well. */
export class ServiceProbe {
  readonly results = new ProbeResults();
  readonly #loop: Loop;
  readonly #stopping = new AbortController();
  /** Ids of those that are being asked, or wait for their turn. */
  readonly #underWay = new Set<string>();
  #cancelStart: Cancel | undefined;
  #hasStarted = false;
  #hasBegun = false;

  constructor(
    readonly service: string,
    private readonly settings: ProbeSettings,
    private readonly deps: ServiceProbeDeps,
  ) {
    // a round cannot fail: each probe's outcome is a value
    this.#loop = new Loop(
      settings.intervalMs,
      () => this.#round(),
      deps.clock,
      () => {},
    );
  }

  /** Begins after the initial delay; further calls do nothing. */
  start(): void {
    if (this.#hasStarted || this.#stopping.signal.aborted) return;
    this.#hasStarted = true;
    const { initialDelayMs } = this.settings;
    if (initialDelayMs > 0) this.#cancelStart = this.deps.clock.after(initialDelayMs, () => this.#begin());
    else this.#begin();
  }

  /** Instances have come or gone: who is new is probed at once. */
  changed(): void {
    if (!this.#hasBegun || this.#stopping.signal.aborted) return;
    void this.#probe(this.#present().filter(({ instanceId }) => !this.results.isKnown(instanceId)));
  }

  /** Sends no probe any more, and ends those under way. */
  stop(): void {
    this.#cancelStart?.();
    this.#loop.stop();
    this.#stopping.abort();
  }

  #begin(): void {
    this.#hasBegun = true;
    if (this.settings.repeat) this.#loop.start();
    void this.#loop.tick();
  }

  #round(): Promise<void> {
    return this.#probe(this.#present());
  }

  /** Forgets who is gone. */
  #present(): readonly ServiceInstance[] {
    const instances = this.deps.instances();
    this.results.keep(new Set(instances.map(({ instanceId }) => instanceId)));
    return instances;
  }

  async #probe(instances: readonly ServiceInstance[]): Promise<void> {
    const idle = instances.filter(({ instanceId }) => !this.#underWay.has(instanceId));
    await Promise.all(idle.map((instance) => this.#ask(instance)));
  }

  async #ask(instance: ServiceInstance): Promise<void> {
    const { turns, send } = this.deps;
    const { instanceId } = instance;
    this.#underWay.add(instanceId);
    const outcome = await turns.execute(() => send(instance, this.settings, this.#stopping.signal));
    this.#underWay.delete(instanceId);
    if (outcome.type === 'stopped') return;
    const healthy = outcome.type === 'healthy';
    if (!this.results.put(instanceId, healthy)) return;
    this.deps.onChange({
      service: this.service,
      instanceId,
      healthy,
      because: outcome.type === 'failing' ? outcome.because : '',
    });
  }
}
