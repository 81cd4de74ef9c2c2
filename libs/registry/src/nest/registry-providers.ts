import { randomUUID } from 'node:crypto';
import type { Server } from 'node:net';
import type { Provider } from '@nestjs/common';
import { Logger } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { SchedulerRegistry } from '@nestjs/schedule';
import type { RegistryConfiguration } from '@nest-eureka/config';
import { systemClock } from '@nest-eureka/time';
import type { TimerClock } from '@nest-eureka/time';
import { clusterView } from '../replication/cluster-view.js';
import type { ClusterView } from '../replication/cluster-view.js';
import { MeasuresSharing } from '../replication/measures/measures-sharing.js';
import { Peers } from '../replication/peers/peers.js';
import type { Audit } from '../security/audit/audit.js';
import { KnownHosts } from '../security/browser/known-hosts.js';
import { Gatekeeper } from '../security/gatekeeper.js';
import { Sessions } from '../security/sessions/sessions.js';
import { createRequestLimits } from './front/create-request-limits.js';
import { RegistryFront } from './front/registry-front.js';
import { listeningAddress } from './listening-address.js';
import { RequestMeter } from './metrics/request-meter.js';
import { OPERATIONS_PROVIDERS } from './operations/operations-providers.js';
import { OwnInstance } from './own-instance.js';
import type { PageAssets } from './page/page-assets.js';
import { pageHome } from './page/page-home.js';
import { PageRoutes } from './page/page-routes.js';
import { RegionFetching } from './regions/region-fetching.js';
import { createServerPeers } from './replication/create-server-peers.js';
import { Exchange } from './replication/exchange.js';
import { RegistryComparison } from './replication/registry-comparison.js';
import { createServerCore } from './registry-core.js';
import type { ServerCore } from './registry-core.js';
import { SECURITY_PROVIDERS } from './security-providers.js';
import { ServerFacts } from './server-facts.js';
import { SnapshotKeeping } from './snapshot/snapshot-keeping.js';
import {
  REGISTRY_AUDIT,
  REGISTRY_CLOCK,
  REGISTRY_CONFIGURATION,
  REGISTRY_CORE,
  REGISTRY_IS_WHOLE_APPLICATION,
  REGISTRY_NODE_ID,
  REGISTRY_PAGE_ASSETS,
  REGISTRY_SCHEDULER,
  REGISTRY_TRACING,
} from './tokens.js';
import type { ServerTracing } from './tracing/server-tracing.js';
import { createWireApi } from './wire/create-wire-api.js';

const logger = new Logger('EurekaRegistry');

/** Everything that the registry is made of, but configuration and controllers. */
export const REGISTRY_PROVIDERS: readonly Provider[] = [
  { provide: REGISTRY_CLOCK, useValue: systemClock },
  {
    // a second ScheduleModule beside the host's would run every job of the host twice
    provide: REGISTRY_SCHEDULER,
    inject: [{ token: SchedulerRegistry, optional: true }],
    useFactory: (ofHost?: SchedulerRegistry) => ofHost ?? new SchedulerRegistry(),
  },
  {
    provide: OwnInstance,
    inject: [REGISTRY_CONFIGURATION, HttpAdapterHost, REGISTRY_CLOCK],
    useFactory: (configuration: RegistryConfiguration, host: HttpAdapterHost, clock: TimerClock) => {
      const server = (): Server | undefined => host.httpAdapter?.getHttpServer() as Server | undefined;
      return new OwnInstance(configuration, () => listeningAddress(server(), configuration.port), clock);
    },
  },
  {
    provide: REGISTRY_CORE,
    inject: [REGISTRY_CONFIGURATION, REGISTRY_CLOCK, REGISTRY_NODE_ID],
    useFactory: (configuration: RegistryConfiguration, clock: TimerClock, nodeId: string) =>
      createServerCore(configuration, clock, reportError, nodeId),
  },
  { provide: REGISTRY_NODE_ID, useFactory: () => randomUUID() },
  {
    provide: Peers,
    inject: [
      REGISTRY_CONFIGURATION,
      REGISTRY_CORE,
      OwnInstance,
      REGISTRY_CLOCK,
      REGISTRY_NODE_ID,
      Exchange,
      REGISTRY_TRACING,
    ],
    useFactory: createServerPeers,
  },
  {
    provide: Exchange,
    inject: [REGISTRY_CONFIGURATION, REGISTRY_CORE, REGISTRY_CLOCK, REGISTRY_NODE_ID],
    useFactory: (configuration: RegistryConfiguration, core: ServerCore, clock: TimerClock, nodeId: string) =>
      new Exchange(configuration, core, clock, nodeId),
  },
  {
    provide: SnapshotKeeping,
    inject: [REGISTRY_CONFIGURATION, REGISTRY_CORE, REGISTRY_SCHEDULER, REGISTRY_CLOCK],
    useFactory: (
      configuration: RegistryConfiguration,
      core: ServerCore,
      scheduler: SchedulerRegistry,
      clock: TimerClock,
    ) => new SnapshotKeeping(configuration, core, scheduler, clock),
  },
  {
    provide: RegionFetching,
    inject: [REGISTRY_CONFIGURATION, REGISTRY_CORE, REGISTRY_SCHEDULER, REGISTRY_CLOCK],
    useFactory: (
      configuration: RegistryConfiguration,
      { regions }: ServerCore,
      scheduler: SchedulerRegistry,
      clock: TimerClock,
    ) => new RegionFetching(configuration, regions, scheduler, clock),
  },
  {
    provide: ServerFacts,
    inject: [REGISTRY_CONFIGURATION, OwnInstance, Peers, RegionFetching, REGISTRY_CLOCK],
    useFactory: (
      configuration: RegistryConfiguration,
      own: OwnInstance,
      peers: Peers,
      regions: RegionFetching,
      clock: TimerClock,
    ) => new ServerFacts(configuration, own, peers, regions, clock),
  },
  ...SECURITY_PROVIDERS,
  ...OPERATIONS_PROVIDERS,
  {
    provide: RegistryFront,
    inject: [
      REGISTRY_CONFIGURATION,
      REGISTRY_CORE,
      ServerFacts,
      Gatekeeper,
      Sessions,
      KnownHosts,
      REGISTRY_CLOCK,
      REGISTRY_IS_WHOLE_APPLICATION,
      REGISTRY_NODE_ID,
      Exchange,
      RegistryComparison,
      MeasuresSharing,
      REGISTRY_AUDIT,
      RequestMeter,
      REGISTRY_TRACING,
      { token: REGISTRY_PAGE_ASSETS, optional: true },
    ],
    useFactory: createFront,
  },
];

function createFront(
  configuration: RegistryConfiguration,
  core: ServerCore,
  facts: ServerFacts,
  gatekeeper: Gatekeeper,
  sessions: Sessions,
  hosts: KnownHosts,
  clock: TimerClock,
  isWholeApplication: boolean,
  nodeId: string,
  exchange: Exchange,
  comparison: RegistryComparison,
  sharing: MeasuresSharing,
  audit: Audit,
  meter: RequestMeter,
  tracing: ServerTracing | undefined,
  assets?: PageAssets,
): RegistryFront {
  const { contextPath, server } = configuration;
  const mount = `${contextPath}${server.apiPath}`;
  const cluster = (): ClusterView =>
    clusterView(facts.peerReports(), comparison.standings(), exchange.received.reports());
  return new RegistryFront(
    createWireApi(configuration, core, facts, nodeId, exchange, cluster, {
      gatekeeper,
      sessions,
      audit,
      meter,
      tracing,
      onDecision: () => void sharing.share(),
    }),
    new PageRoutes(core, facts, mount, pageHome(configuration, isWholeApplication), hosts, assets),
    gatekeeper,
    clock,
    {
      mount,
      isWholeApplication,
      openPaths: new Set(['liveness', 'readiness'].map((group) => `${contextPath}/actuator/health/${group}`)),
      onError: reportError,
      limits: createRequestLimits(configuration, clock),
      refusals: meter.refusals,
    },
  );
}

function reportError(error: unknown): void {
  logger.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
}
