import type * as PromClient from 'prom-client';
import type { MetricsRegistry } from './metrics-options.js';

/** What of prom-client is needed; the package is optional, and somebody else loads it. */
export type Prometheus = Pick<typeof PromClient, 'Counter' | 'Gauge' | 'Histogram' | 'register'>;

export type Labels = Readonly<Record<string, string>>;

/** A metric that is there once, however often it is asked for. */
export interface Metric {
  /** Counts up, moves a gauge by so much, or observes. */
  add(labels: Labels, value: number): void;
  remove(labels: Labels): void;
}

export interface MetricShape {
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly name: string;
  readonly help: string;
  readonly labels: readonly string[];
  readonly buckets?: readonly number[];
}

/** Values that are asked for at each scrape. */
export type Reading = readonly { readonly labels: Labels; readonly value: number }[];
export type Reader = () => Reading;

/** The same for every copy of this package. */
const READERS = Symbol.for('nest-eureka:metric-readers');

interface Known {
  readonly type?: string;
  readonly labelNames?: readonly string[];
  [READERS]?: Set<Reader>;
}

const NOTHING: Metric = { add: () => undefined, remove: () => undefined };

/**
 * The metrics of one registry, made there or found there: another module, or the same one loaded anew, may have made them. One
 * with a name of ours that is somebody else's is left alone, and `onForeign` hears of it.
 */
export class RegistryMetrics {
  readonly #registry: PromClient.Registry;

  constructor(
    private readonly prometheus: Prometheus,
    registry: MetricsRegistry | undefined,
    private readonly onForeign: (name: string) => void,
  ) {
    this.#registry = (registry as PromClient.Registry | undefined) ?? prometheus.register;
  }

  metric(shape: MetricShape): Metric {
    const found = this.#known(shape) ?? this.#made(shape);
    if (found === 'foreign') return NOTHING;
    if (shape.type === 'histogram') {
      const histogram = found as PromClient.Histogram;
      return { add: (labels, value) => histogram.observe(labels, value), remove: (labels) => histogram.remove(labels) };
    }
    const counter = found as PromClient.Gauge;
    return { add: (labels, value) => counter.inc(labels, value), remove: (labels) => counter.remove(labels) };
  }

  /** A gauge that shows what its readers say, each for as long as it is registered. */
  read(shape: MetricShape, reader: Reader): () => void {
    const found = this.#known(shape) ?? this.#gauge(shape);
    if (found === 'foreign') return () => undefined;
    const readers = (found as Known)[READERS];
    readers?.add(reader);
    return () => void readers?.delete(reader);
  }

  #known({ name, type, labels }: MetricShape): Known | 'foreign' | undefined {
    const known = this.#registry.getSingleMetric(name) as Known | undefined;
    if (known === undefined) return undefined;
    const isOurs = known.type === type && known.labelNames?.join() === labels.join();
    if (isOurs) return known;
    this.onForeign(name);
    return 'foreign';
  }

  #made({ type, name, help, labels, buckets }: MetricShape): unknown {
    const { Counter, Gauge, Histogram } = this.prometheus;
    const settings = { name, help, labelNames: [...labels], registers: [this.#registry] };
    if (type === 'counter') return new Counter(settings);
    return type === 'gauge' ? new Gauge(settings) : new Histogram({ ...settings, buckets: [...(buckets ?? [])] });
  }

  #gauge({ name, help, labels }: MetricShape): unknown {
    const readers = new Set<Reader>();
    const gauge = new this.prometheus.Gauge({
      name,
      help,
      labelNames: [...labels],
      registers: [this.#registry],
      collect() {
        this.reset();
        for (const reader of readers) for (const { labels: of, value } of reader()) this.inc(of, value);
      },
    });
    return Object.assign(gauge, { [READERS]: readers });
  }
}
