import type { Clock } from '@nest-eureka/time';
import type { ServiceInstance } from '../../core/service-instance.js';
import type { CallOutcome } from '../call-outcome.js';
import type { Dispatch, Exchange, Interceptor } from '../dispatch.js';
import type { Attempt } from '../service-call.js';
import type { StagesAround } from '../service-caller.js';
import type { ServiceState } from '../service-state.js';
import { LabelPlaces } from './label-places.js';
import type { LabelPlace } from './label-places.js';
import { exceptionLabel, methodLabel, outcomeLabel, OTHER, statusLabel, valueLabel } from './metric-labels.js';
import { METRICS } from './metric-shapes.js';
import type { MetricsSettings } from './metrics-options.js';
import type { Labels, Metric, Prometheus, Reader } from './prometheus.js';
import { RegistryMetrics } from './prometheus.js';

/** More services than an application calls. */
const MAX_SERVICES = 200;
const IDLE_MS = 600_000;

type Name = Exclude<keyof typeof METRICS, 'ejected' | 'breaker' | 'instanceBreakers'>;

/** Counts calls by name for Prometheus; the labels are bounded, whatever is called. */
export class CallMetrics implements StagesAround {
  readonly #metrics: Readonly<Record<Name, Metric>>;
  readonly #registry: RegistryMetrics;
  readonly #instances: LabelPlaces;
  readonly #services: LabelPlaces;
  #stop: (() => void)[] = [];

  constructor(
    prometheus: Prometheus,
    settings: MetricsSettings,
    private readonly clock: Pick<Clock, 'monotonic'>,
    onForeign: (name: string) => void,
  ) {
    const { registry, maxInstances, buckets } = settings;
    const metrics = (this.#registry = new RegistryMetrics(prometheus, registry, onForeign));
    this.#instances = new LabelPlaces(maxInstances, IDLE_MS);
    this.#services = new LabelPlaces(MAX_SERVICES, Infinity);
    this.#metrics = {
      active: metrics.metric(METRICS.active),
      success: metrics.metric({ ...METRICS.success, buckets }),
      failed: metrics.metric({ ...METRICS.failed, buckets }),
      discard: metrics.metric(METRICS.discard),
      retries: metrics.metric(METRICS.retries),
      noInstance: metrics.metric(METRICS.noInstance),
      refused: metrics.metric(METRICS.refused),
      ejections: metrics.metric(METRICS.ejections),
    };
  }

  get call(): readonly Interceptor[] {
    return [(next) => (exchange) => this.#countedCall(next, exchange)];
  }

  get attempt(): readonly Interceptor[] {
    return [(next) => (exchange) => this.#countedAttempt(next, exchange)];
  }

  ejected(service: string, cause: string): void {
    this.#metrics.ejections.add({ serviceId: this.#serviceId(service), cause }, 1);
  }

  /** Shows how the services are at each scrape, until `close()`. */
  watch(states: () => readonly ServiceState[]): void {
    const reader = (value: (state: ServiceState) => number | undefined): Reader => {
      return () =>
        states().flatMap((state) => {
          const found = value(state);
          return found === undefined ? [] : [{ labels: { serviceId: this.#serviceId(state.service) }, value: found }];
        });
    };
    this.#stop = [
      this.#registry.read(
        METRICS.ejected,
        reader(({ ejected }) => ejected),
      ),
      this.#registry.read(
        METRICS.breaker,
        reader(({ breaker }) => breaker && BREAKER_VALUES[breaker]),
      ),
      this.#registry.read(
        METRICS.instanceBreakers,
        reader(({ openInstanceBreakers }) => openInstanceBreakers),
      ),
    ];
  }

  close(): void {
    for (const stop of this.#stop.splice(0)) stop();
  }

  async #countedCall<T>(next: Dispatch, exchange: Exchange<T>): Promise<CallOutcome<T>> {
    const outcome = await next(exchange);
    const { call, trail } = exchange;
    if (trail.attempts > 1) this.#metrics.retries.add({ serviceId: this.#serviceId(call.service) }, trail.attempts - 1);
    if (outcome.type === 'no-instance') {
      this.#metrics.noInstance.add({ serviceId: this.#serviceId(call.service), reason: outcome.reason }, 1);
    } else if (outcome.type === 'refused') {
      this.#metrics.refused.add({ serviceId: this.#serviceId(call.service), by: outcome.by }, 1);
    }
    return outcome;
  }

  async #countedAttempt<T>(next: Dispatch, exchange: Exchange<T>): Promise<CallOutcome<T>> {
    const { call, send } = exchange;
    let ended: ((outcome: CallOutcome<unknown>) => void) | undefined;
    const counting = (attempt: Attempt): ReturnType<typeof send> => {
      ended = this.#begin(call.service, call.method, attempt.instance);
      return send(attempt);
    };
    const outcome = await next({ ...exchange, send: counting });
    if (ended !== undefined) ended(outcome);
    else if (outcome.type === 'no-instance') {
      this.#metrics.discard.add({ serviceId: this.#serviceId(call.service), method: methodLabel(call.method) }, 1);
    }
    return outcome;
  }

  #begin(service: string, method: string, instance: ServiceInstance): (outcome: CallOutcome<unknown>) => void {
    const startedAt = this.clock.monotonic();
    const place = this.#instances.of(`${service} ${instance.instanceId}`, startedAt);
    const serviceId = this.#serviceId(service);
    const labels = place === undefined ? sharedLabels(serviceId) : labelsOf(serviceId, instance);
    if (place !== undefined) place.active += 1;
    this.#add(place, 'active', labels, 1);
    return (outcome) => {
      if (place !== undefined) place.active -= 1;
      this.#add(place, 'active', labels, -1);
      const seconds = (this.clock.monotonic() - startedAt) / 1000;
      if (outcome.type === 'answered') {
        const { status } = outcome.answer;
        const about = { method: methodLabel(method), outcome: outcomeLabel(status), status: statusLabel(status) };
        this.#add(place, 'success', { ...labels, ...about }, seconds);
      } else {
        const about = { method: methodLabel(method), exception: exceptionLabel(outcome) };
        this.#add(place, 'failed', { ...labels, ...about }, seconds);
      }
    };
  }

  #add(place: LabelPlace | undefined, name: Name, labels: Labels, value: number): void {
    const metric = this.#metrics[name];
    metric.add(labels, value);
    if (place === undefined) return;
    const key = `${name} ${labels['method']} ${labels['status'] ?? labels['exception']}`;
    if (!place.series.has(key)) place.series.set(key, { remove: () => metric.remove(labels) });
  }

  #serviceId(service: string): string {
    const name = service.toLowerCase();
    return this.#services.of(name, 0) === undefined ? OTHER : valueLabel(name);
  }
}

const BREAKER_VALUES = { closed: 0, 'half-open': 1, open: 2 } as const;

function labelsOf(serviceId: string, { instanceId, host, port }: ServiceInstance): Labels {
  return {
    serviceId,
    serviceInstance_instanceId: valueLabel(instanceId),
    serviceInstance_host: valueLabel(host),
    serviceInstance_port: String(port),
  };
}

function sharedLabels(serviceId: string): Labels {
  return {
    serviceId,
    serviceInstance_instanceId: OTHER,
    serviceInstance_host: OTHER,
    serviceInstance_port: OTHER,
  };
}
