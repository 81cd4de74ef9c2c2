import { maskCredentials } from '@nest-eureka/transport';
import { InboundContext } from '../../../http/context/inbound-context.js';
import { passingOn } from '../../../http/context/passing-on.js';
import type { StagesAround } from '../../../http/service-caller.js';
import { CallMetrics } from '../../../http/watching/call-metrics.js';
import { CallTracing } from '../../../http/watching/call-tracing.js';
import { Lifecycles } from '../../../http/watching/lifecycles.js';
import { resolveMetricsOptions } from '../../../http/watching/metrics-options.js';
import { hasPropagator } from '../../../http/watching/open-telemetry.js';
import type { OpenTelemetry } from '../../../http/watching/open-telemetry.js';
import type { Prometheus } from '../../../http/watching/prometheus.js';
import type { DiscoveryCore } from '../../discovery-core.js';
import type { CallingOptions } from '../calling-options.js';
import { ServiceSettingsError } from '../service-settings-error.js';
import { callingFaults } from './calling-faults.js';
import { optionalPackage } from './optional-package.js';

/** What calls take over from where they are made, and who is told of them. */
export interface CallSurroundings {
  /** Undefined when requests are not to be noted. */
  readonly context: InboundContext | undefined;
  readonly lifecycles: Lifecycles;
  readonly metrics: CallMetrics | undefined;
  readonly around: StagesAround;
}

/** How the optional packages are got. */
export interface OptionalPackages {
  readonly openTelemetry: () => Promise<OpenTelemetry>;
  readonly prometheus: () => Promise<Prometheus>;
}

const OPTIONAL: OptionalPackages = {
  openTelemetry: () => import('@opentelemetry/api'),
  prometheus: () => import('prom-client'),
};

export async function createCallSurroundings(
  core: DiscoveryCore,
  inbound: InboundContext,
  calling: CallingOptions,
  packages: OptionalPackages = OPTIONAL,
): Promise<CallSurroundings> {
  const faults = callingFaults(calling);
  if (faults.length > 0) throw new ServiceSettingsError('all services', faults);
  const context = calling.context === false ? undefined : inbound;
  const tracing = calling.tracing === false ? undefined : await createTracing(core, context, packages);
  const metrics = calling.metrics ? await createMetrics(core, calling.metrics, packages) : undefined;
  const lifecycles = new Lifecycles(core.clock, (callback, error) => {
    core.log.warn(`${callback} threw, and the call went on; further failures of it are not told: ${String(error)}`);
  });
  for (const lifecycle of calling.lifecycle ?? []) lifecycles.add(lifecycle);
  const names = (calling.context || undefined)?.passOn ?? [];
  const carrying = context && passingOn({ context, names, isTraced: hasPropagator });
  return {
    context,
    lifecycles,
    metrics,
    around: {
      call: [...(tracing?.call ?? []), ...(metrics?.call ?? []), ...(carrying ? [carrying] : [])],
      attempt: [...(tracing?.attempt ?? []), ...(metrics?.attempt ?? []), lifecycles.attempt],
    },
  };
}

async function createTracing(
  { fetcher, clock, log }: DiscoveryCore,
  context: InboundContext | undefined,
  packages: OptionalPackages,
): Promise<CallTracing | undefined> {
  const api = await loaded('@opentelemetry/api', packages.openTelemetry, log);
  const registryAgeMs = (): number | undefined => {
    const { lastFetchAt, staleSince } = fetcher.report;
    const at = lastFetchAt ?? staleSince;
    return at === undefined ? undefined : Math.max(0, clock.now() - at);
  };
  return api && new CallTracing(api, { context, registryAgeMs, mask: maskCredentials });
}

async function createMetrics(
  { clock, log }: DiscoveryCore,
  options: true | NonNullable<Exclude<CallingOptions['metrics'], boolean>>,
  packages: OptionalPackages,
): Promise<CallMetrics | undefined> {
  const prometheus = await loaded('prom-client', packages.prometheus, log);
  if (prometheus === undefined) {
    log.warn('there are no metrics of calls, as the package prom-client is not installed');
    return undefined;
  }
  return new CallMetrics(prometheus, resolveMetricsOptions(options === true ? {} : options), clock, (name) => {
    log.warn(`the metric ${name} is registered already with another shape; calls are not counted in it`);
  });
}

async function loaded<T>(name: string, load: () => Promise<T>, log: DiscoveryCore['log']): Promise<T | undefined> {
  try {
    return await optionalPackage(load);
  } catch (error) {
    log.warn(`${name} is installed and cannot be loaded, so it is done without: ${String(error)}`);
    return undefined;
  }
}
