import { ACTIONS } from '../../core/administration/order.js';
import type { AdminResource } from './admin-resource.js';
import type { CollectionResource } from './collection-resource.js';
import type { ExchangeResource } from './exchange-resource.js';
import type { InstanceResource } from './instance-resource.js';
import type { OperationsResource } from './operations-resource.js';
import type { RegistrationResource } from './registration-resource.js';
import type { ReplicationResource } from './replication-resource.js';
import { RouteTable } from './route-table.js';
import type { Route } from './route-table.js';
import type { SeenResource } from './seen-resource.js';
import type { ServerResource } from './server-resource.js';
import type { SessionResource } from './session-resource.js';
import type { WatchResource } from './watch-resource.js';
import type { WriteGate } from './write-gate.js';

/** What answers the routes. */
export interface WireResources {
  readonly collections: CollectionResource;
  readonly registration: RegistrationResource;
  readonly instances: InstanceResource;
  readonly replication: ReplicationResource;
  readonly exchange: ExchangeResource;
  readonly server: ServerResource;
  readonly watch: WatchResource;
  readonly seen: SeenResource;
  readonly session: SessionResource;
  readonly gate: WriteGate;
  readonly operations: OperationsResource;
  readonly admin: AdminResource;
}

/** Every path of the Eureka API, below mount point and version (server.md 1.4); who may call it stands in security/route-roles.ts. */
export function wireRoutes({
  collections,
  registration,
  instances,
  replication,
  exchange,
  server,
  watch,
  seen,
  session,
  gate,
  operations,
  admin,
}: WireResources): RouteTable {
  const routes: readonly Route[] = [
    { pattern: ['apps'], operations: { GET: { handle: watch.noting(collections.all) } } },
    { pattern: ['apps', 'delta'], operations: { GET: { handle: watch.noting(collections.delta) } } },
    {
      pattern: ['apps', '*'],
      operations: {
        POST: { handle: registration.register },
        GET: { handle: watch.noting(collections.application) },
      },
    },
    {
      pattern: ['apps', '*', '*'],
      operations: {
        DELETE: { handle: gate.cancelling(instances.cancel) },
        GET: { handle: instances.read },
        PUT: { handle: gate.guarding('renew', instances.renew) },
      },
    },
    {
      pattern: ['apps', '*', '*', 'status'],
      operations: {
        DELETE: { handle: gate.recording('remove override', instances.removeOverride) },
        PUT: { handle: gate.recording('override', instances.overrideStatus) },
      },
    },
    {
      pattern: ['apps', '*', '*', 'metadata'],
      operations: { PUT: { handle: gate.recording('metadata', instances.updateMetadata) } },
    },
    { pattern: ['instances', '*'], operations: { GET: { handle: instances.readById } } },
    { pattern: ['vips', '*'], operations: { GET: { handle: watch.noting(collections.vip) } } },
    { pattern: ['svips', '*'], operations: { GET: { handle: watch.noting(collections.secureVip) } } },
    { pattern: ['peerreplication', 'batch'], operations: { POST: { handle: replication.batch } } },
    { pattern: ['x', 'replication', 'digest'], operations: { GET: { handle: exchange.digest } } },
    { pattern: ['x', 'replication', 'leases'], operations: { GET: { handle: exchange.leases } } },
    { pattern: ['x', 'replication', 'instances'], operations: { POST: { handle: exchange.instances } } },
    { pattern: ['x', 'replication', 'batch'], operations: { POST: { handle: exchange.batch } } },
    { pattern: ['x', 'replication', 'seen'], operations: { GET: { handle: seen.here } } },
    { pattern: ['asg', '*', 'status'], operations: { PUT: { handle: server.asg } } },
    { pattern: ['status'], operations: { GET: { handle: server.status } } },
    {
      pattern: ['serverinfo', 'statusoverrides'],
      operations: { GET: { handle: server.statusOverrides } },
    },
    { pattern: ['x', 'replication', 'measures'], operations: { POST: { handle: exchange.measures } } },
    { pattern: ['x', 'apps'], operations: { GET: { handle: operations.applications } } },
    { pattern: ['x', 'instances'], operations: { GET: { handle: operations.instances } } },
    { pattern: ['x', 'apps', '*', '*', 'explain'], operations: { GET: { handle: operations.explain } } },
    { pattern: ['x', 'apps', '*', '*', 'watchers'], operations: { GET: { handle: watch.watchers } } },
    { pattern: ['x', 'journal'], operations: { GET: { handle: operations.journal } } },
    { pattern: ['x', 'history'], operations: { GET: { handle: operations.history } } },
    {
      pattern: ['x', 'prometheus', 'sd'],
      operations: { GET: { handle: operations.prometheusTargets, takesAnyAccept: true } },
    },
    { pattern: ['x', 'admin'], operations: { GET: { handle: admin.inForce } } },
    ...ACTIONS.map((action) => ({
      pattern: ['x', 'admin', action],
      operations: { POST: { handle: admin.order(action) } },
    })),
    { pattern: ['x', 'cluster'], operations: { GET: { handle: server.cluster } } },
    {
      pattern: ['x', 'watch'],
      operations: { GET: { handle: watch.stream, takesAnyAccept: true } },
    },
    {
      pattern: ['x', 'watch', 'seen'],
      operations: {
        GET: { handle: seen.everywhere },
        POST: { handle: watch.confirm },
      },
    },
    {
      pattern: ['x', 'session'],
      operations: {
        GET: { handle: session.show, takesAnyAccept: true },
        POST: { handle: session.signIn, takesAnyAccept: true },
        DELETE: { handle: session.signOut, takesAnyAccept: true },
      },
    },
    { pattern: ['x', 'sign-in'], operations: { GET: { handle: session.form, takesAnyAccept: true } } },
    { pattern: ['x', 'sign-in.css'], operations: { GET: { handle: session.style, takesAnyAccept: true } } },
    { pattern: ['lastn'], operations: { GET: { handle: server.recentLeases } } },
  ];
  return new RouteTable(routes);
}
