export type LogFormat = 'text' | 'json';

/** Every key of `eureka.server.*` about watching over a registry and administering it. */
export interface RegistryOperationsOptions {
  /**
   * Changes that `/x/journal` remembers; the oldest go first.
   * @default 10000
   */
  readonly journalCapacity: number;
  /**
   * Instances that one call of `/x/admin` may change without a reason.
   * @default 10
   */
  readonly adminBulkLimit: number;
  /**
   * Applications that `/actuator/prometheus` counts by name; the smaller ones are summed up as `_other`.
   * @default 200
   */
  readonly metricsMaxApplications: number;
  /**
   * How the server writes its log: lines for people, or a JSON object a line.
   * @default text
   */
  readonly logFormat: LogFormat;
  /**
   * Whether the server tells OpenTelemetry of requests, batches, evictions and orders; needs the package `@opentelemetry/api` and an
   * SDK that the process has set up.
   * @default false
   */
  readonly tracingEnabled: boolean;
}
