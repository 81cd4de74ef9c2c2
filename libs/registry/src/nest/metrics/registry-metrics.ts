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
  #registry: Registry | undefined;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly sources: MetricSources) {}

  /** @param accept what the scraper understands: OpenMetrics when it asks for it, else Prometheus' text */
  scrape(accept: string | undefined): Promise<Scrape> {
    // one at a time: the format is a property of prom-client's registry
    const scraped = this.#turn.then(() => this.#scrape(/application\/openmetrics-text/.test(accept ?? '')));
    this.#turn = scraped.catch(() => {});
    return scraped;
  }

  async #scrape(asOpenMetrics: boolean): Promise<Scrape> {
    const promClient = await import('prom-client');
    const registry = (this.#registry ??= this.#create(promClient));
    const { openMetricsContentType, prometheusContentType } = promClient;
    // the types of prom-client have the format fixed when a registry is made
    const format = registry as { setContentType(type: string): void };
    format.setContentType(asOpenMetrics ? openMetricsContentType : prometheusContentType);
    return { text: await registry.metrics(), contentType: registry.contentType };
  }

  #create(promClient: PromClient): Registry {
    const registry = new promClient.Registry();
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
