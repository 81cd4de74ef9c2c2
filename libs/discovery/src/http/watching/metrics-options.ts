/** What of prom-client's `Registry` is needed; named here so that nobody has to have its types. */
export interface MetricsRegistry {
  getSingleMetric(name: string): unknown;
  registerMetric(metric: never): void;
}

/** Metrics of calls by name, for prom-client. */
export interface MetricsOptions {
  /** Where they are registered. @default prom-client's `register` */
  readonly registry?: MetricsRegistry;
  /** So many instances have labels of their own; the others share the value `other`. 0 = none. @default 100 */
  readonly maxInstances?: number;
  /** Upper bounds of the histograms, s, growing. @default 0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 10 */
  readonly buckets?: readonly number[];
}

export interface MetricsSettings extends MetricsOptions {
  readonly maxInstances: number;
  readonly buckets: readonly number[];
}

export function resolveMetricsOptions(options: MetricsOptions = {}): MetricsSettings {
  return { ...options, maxInstances: options.maxInstances ?? 100, buckets: options.buckets ?? BUCKETS };
}

const BUCKETS = [0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 10];
