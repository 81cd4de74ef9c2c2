import type { RegistryConfiguration } from '@nest-eureka/config';
import type { PeerView } from '../../replication/cluster-view.js';
import type { ServerCore } from '../registry-core.js';
import { VERSION } from '../version.js';
import { counter, gauge } from './metric-samples.js';
import { peerReadings } from './peer-readings.js';
import { registryReadings } from './registry-readings.js';
import { RegistryMetrics } from './registry-metrics.js';
import type { RequestMeter } from './request-meter.js';
import { routeReadings } from './route-readings.js';

export function createRegistryMetrics(
  { server }: Pick<RegistryConfiguration, 'server'>,
  core: ServerCore,
  meter: RequestMeter,
  peers: () => readonly PeerView[],
): RegistryMetrics {
  const routes = (): ReturnType<RequestMeter['readings']> => meter.readings();
  return new RegistryMetrics({
    routes,
    readings: [
      gauge('eureka_build_info', 'Always 1; the version is its label.', () => [
        { labels: { version: VERSION }, value: 1 },
      ]),
      ...registryReadings(core, server.metricsMaxApplications),
      ...peerReadings(peers),
      ...routeReadings(routes),
      counter('eureka_refused_requests_total', 'Requests that were refused, by reason.', () =>
        Array.from(meter.refusals.counts, ([reason, value]) => ({ labels: { reason }, value })),
      ),
    ],
  });
}
