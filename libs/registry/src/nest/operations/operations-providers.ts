import type { Provider } from '@nestjs/common';
import type { RegistryConfiguration } from '@nest-eureka/config';
import type { TimerClock } from '@nest-eureka/time';
import { clusterView } from '../../replication/cluster-view.js';
import { MeasuresSharing } from '../../replication/measures/measures-sharing.js';
import { Peers } from '../../replication/peers/peers.js';
import { AuditKeeping } from '../audit-keeping.js';
import { createRegistryMetrics } from '../metrics/create-registry-metrics.js';
import { RegistryMetrics } from '../metrics/registry-metrics.js';
import { RequestMeter } from '../metrics/request-meter.js';
import type { ServerCore } from '../registry-core.js';
import { Exchange } from '../replication/exchange.js';
import { RegistryComparison } from '../replication/registry-comparison.js';
import { REGISTRY_AUDIT, REGISTRY_CLOCK, REGISTRY_CONFIGURATION, REGISTRY_CORE, REGISTRY_TRACING } from '../tokens.js';
import { createServerTracing } from '../tracing/create-server-tracing.js';
import { createMeasuresSharing } from './create-measures-sharing.js';

/** What operators need beside the core. */
export const OPERATIONS_PROVIDERS: readonly Provider[] = [
  { provide: MeasuresSharing, inject: [REGISTRY_CORE, Peers, Exchange], useFactory: createMeasuresSharing },
  {
    provide: REGISTRY_AUDIT,
    inject: [REGISTRY_CONFIGURATION, REGISTRY_CLOCK],
    useFactory: (configuration: RegistryConfiguration, clock: TimerClock) => new AuditKeeping(configuration, clock),
  },
  {
    provide: REGISTRY_TRACING,
    inject: [REGISTRY_CONFIGURATION, REGISTRY_CLOCK],
    useFactory: (configuration: RegistryConfiguration, clock: TimerClock) => createServerTracing(configuration, clock),
  },
  {
    provide: RequestMeter,
    inject: [REGISTRY_CLOCK],
    useFactory: (clock: TimerClock) => new RequestMeter(clock),
  },
  {
    provide: RegistryMetrics,
    inject: [REGISTRY_CONFIGURATION, REGISTRY_CORE, RequestMeter, Peers, RegistryComparison, Exchange],
    useFactory: (
      configuration: RegistryConfiguration,
      core: ServerCore,
      meter: RequestMeter,
      peers: Peers,
      comparison: RegistryComparison,
      { received }: Exchange,
    ) =>
      createRegistryMetrics(
        configuration,
        core,
        meter,
        () => clusterView(peers.reports(), comparison.standings(), received.reports()).peers,
      ),
  },
];
