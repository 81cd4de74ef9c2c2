import type { Metric, Registry } from 'prom-client';
import { durationHistogram } from './duration-histogram.js';
import type { Reading } from './metric-samples.js';
import type { RouteReadings } from './request-meter.js';

/** What is told to Prometheus. */
export interface MetricSources {
  readonly readings: readonly Reading[];
  readonly routes: () => readonly RouteReadings[];
}

export interface Scrape {
  readonly contentType: string;
  readonly text: string;
}

type PromClient = typeof import('prom-client');

const LABELS = ['application', 'status', 'origin', 'kind', 'scope', 'peer', 'reason', 'method', 'route', 'version'];

/** The metrics of one registry. prom-client is loaded, and the process measured, from the first scrape on. */
export class RegistryMetrics {
  /** One for each format: prom-client renames its counters for good when it writes them as OpenMetrics. */
  readonly #registries = new Map<string, Registry>();

  constructor(private readonly sources: MetricSources) {}

  /** @param accept what the scraper understands: OpenMetrics when it asks for it, else Prometheus' text */
  async scrape(accept: string | undefined): Promise<Scrape> {
    const promClient = await import('prom-client');
    const asOpenMetrics = /application\/openmetrics-text/.test(accept ?? '');
    const contentType = asOpenMetrics ? promClient.openMetricsContentType : promClient.prometheusContentType;
    let registry = this.#registries.get(contentType);
    if (registry === undefined) this.#registries.set(contentType, (registry = this.#create(promClient, contentType)));
    return { text: await registry.metrics(), contentType };
  }

  #create(promClient: PromClient, contentType: string): Registry {
    const registry = new promClient.Registry();
    // the types of prom-client have the format fixed
    (registry as { setContentType(type: string): void }).setContentType(contentType);
    promClient.collectDefaultMetrics({ register: registry });
    for (const reading of this.sources.readings) registry.registerMetric(metricOf(promClient, reading));
    registry.registerMetric(durationHistogram(this.sources.routes));
    return registry;
  }
}

function metricOf({ Gauge, Counter }: PromClient, { name, help, type, read }: Reading): Metric {
  const options = { name, help, labelNames: LABELS, registers: [] };
  if (type === 'gauge') {
    return new Gauge({
      ...options,
      collect() {
        this.reset();
        for (const { labels = {}, value } of read()) this.set(labels, value);
      },
    });
  }
  return new Counter({
    ...options,
    collect() {
      this.reset();
      for (const { labels = {}, value } of read()) this.inc(labels, value);
    },
  });
}
