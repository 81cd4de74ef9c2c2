import type { RegistryConfiguration } from '@nest-eureka/config';
import type { ClusterView } from '../../replication/cluster-view.js';
import type { Audit } from '../../security/audit/audit.js';
import type { Gatekeeper } from '../../security/gatekeeper.js';
import type { Sessions } from '../../security/sessions/sessions.js';
import type { RequestMeter } from '../metrics/request-meter.js';
import type { ServerCore } from '../registry-core.js';
import type { Exchange } from '../replication/exchange.js';
import { ownIdentity } from '../replication/own-identity.js';
import type { ServerFacts } from '../server-facts.js';
import type { ServerTracing } from '../tracing/server-tracing.js';
import { AdminResource } from './admin-resource.js';
import { CollectionResource } from './collection-resource.js';
import { createOperationsResource } from './create-operations-resource.js';
import { ExchangeResource } from './exchange-resource.js';
import { InstanceResource } from './instance-resource.js';
import { RegistrationResource } from './registration-resource.js';
import type { BodyLimits } from './registration-resource.js';
import { ReplicationResource } from './replication-resource.js';
import { ServerResource } from './server-resource.js';
import { SessionResource } from './session-resource.js';
import { createSeenResource } from './create-seen-resource.js';
import { createWatchResource } from './create-watch-resource.js';
import { createWriteGate } from './create-write-gate.js';
import { WireApi } from './wire-api.js';
import { wireRoutes } from './wire-routes.js';

/** What signing in and administering need. */
export interface AdministrationParts {
  readonly gatekeeper: Gatekeeper;
  readonly sessions: Sessions;
  readonly audit: Audit;
  readonly meter: RequestMeter;
  /** Undefined: nobody traces. */
  readonly tracing: ServerTracing | undefined;
  /** Something was decided that other nodes are to hear of. */
  readonly onDecision: () => void;
}

/** The API of one server. */
export function createWireApi(
  configuration: RegistryConfiguration,
  core: ServerCore,
  facts: ServerFacts,
  nodeId: string,
  exchange: Exchange,
  cluster: () => ClusterView,
  { gatekeeper, sessions, audit, meter, tracing, onDecision }: AdministrationParts,
): WireApi {
  const { server } = configuration;
  const node = ownIdentity(configuration, nodeId);
  const limits: BodyLimits = {
    maxBodyBytes: server.maxBodyBytes,
    maxDepth: server.maxBodyDepth,
    maxMetadataEntries: server.maxMetadataEntries,
    maxMetadataBytes: server.maxMetadataBytes,
  };
  const gate = createWriteGate(configuration, core.store, audit);
  return new WireApi(
    wireRoutes({
      gate,
      session: new SessionResource(gatekeeper, sessions, {
        cookiePath: configuration.contextPath === '' ? '/' : configuration.contextPath,
        home: `${configuration.contextPath}${configuration.dashboard.path}`.replace(/^\/+/, ''),
        insecure: server.insecure,
      }),
      collections: new CollectionResource(core.extra.responseCache, core.accessGate, {
        disableDelta: server.disableDelta,
        closedAnswer: server.defaults === 'netflix' ? 403 : 503,
      }),
      registration: new RegistrationResource(core.leases, limits, core.attribution, core.measures, facts.clock, gate),
      instances: new InstanceResource(
        core.leases,
        core.regions,
        limits,
        () => server.defaults === 'modern' && !core.accessGate.shouldAllowAccess(),
      ),
      replication: new ReplicationResource(core.leases, limits, node, exchange.received, core.attribution),
      exchange: new ExchangeResource(
        exchange.answers,
        exchange.batches,
        limits,
        node,
        exchange.received,
        core.attribution,
        core,
      ),
      server: new ServerResource(facts, core.overrides, core.recentLeases, nodeId, cluster, core.store),
      watch: createWatchResource(configuration, core, facts),
      seen: createSeenResource(core, facts, exchange, exchange.connections.clock),
      operations: createOperationsResource(core, facts.clock, nodeId),
      admin: new AdminResource({
        administration:
          tracing === undefined
            ? core.administration
            : { carryOut: (order) => tracing.order(order.deed.action, () => core.administration.carryOut(order)) },
        measures: core.measures,
        attribution: core.attribution,
        journal: core.extra.journal,
        audit,
        clock: facts.clock,
        limits,
        onDecision,
      }),
    }),
    core.attribution,
    meter,
    tracing,
  );
}
