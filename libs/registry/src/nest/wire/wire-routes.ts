import type { CollectionResource } from './collection-resource.js';
import type { ExchangeResource } from './exchange-resource.js';
import type { InstanceResource } from './instance-resource.js';
import type { RegistrationResource } from './registration-resource.js';
import type { ReplicationResource } from './replication-resource.js';
import { RouteTable } from './route-table.js';
import type { Route } from './route-table.js';
import type { ServerResource } from './server-resource.js';
import type { WatchResource } from './watch-resource.js';

/** What answers the routes. */
export interface WireResources {
  readonly collections: CollectionResource;
  readonly registration: RegistrationResource;
  readonly instances: InstanceResource;
  readonly replication: ReplicationResource;
  readonly exchange: ExchangeResource;
  readonly server: ServerResource;
  readonly watch: WatchResource;
}

/** Every path of the Eureka API, below mount point and version, with who may call it (server.md 1.4). The one list there is. */
export function wireRoutes({
  collections,
  registration,
  instances,
  replication,
  exchange,
  server,
  watch,
}: WireResources): RouteTable {
  const routes: readonly Route[] = [
    { pattern: ['apps'], operations: { GET: { needs: 'reader', handle: watch.noting(collections.all) } } },
    { pattern: ['apps', 'delta'], operations: { GET: { needs: 'reader', handle: watch.noting(collections.delta) } } },
    {
      pattern: ['apps', '*'],
      operations: {
        POST: { needs: 'registrar', handle: registration.register },
        GET: { needs: 'reader', handle: watch.noting(collections.application) },
      },
    },
    {
      pattern: ['apps', '*', '*'],
      operations: {
        DELETE: { needs: 'registrar', handle: instances.cancel },
        GET: { needs: 'reader', handle: instances.read },
        PUT: { needs: 'registrar', handle: instances.renew },
      },
    },
    {
      pattern: ['apps', '*', '*', 'status'],
      operations: {
        DELETE: { needs: 'registrar', handle: instances.removeOverride },
        PUT: { needs: 'registrar', handle: instances.overrideStatus },
      },
    },
    {
      pattern: ['apps', '*', '*', 'metadata'],
      operations: { PUT: { needs: 'registrar', handle: instances.updateMetadata } },
    },
    { pattern: ['instances', '*'], operations: { GET: { needs: 'reader', handle: instances.readById } } },
    { pattern: ['vips', '*'], operations: { GET: { needs: 'reader', handle: watch.noting(collections.vip) } } },
    { pattern: ['svips', '*'], operations: { GET: { needs: 'reader', handle: watch.noting(collections.secureVip) } } },
    { pattern: ['peerreplication', 'batch'], operations: { POST: { needs: 'peer', handle: replication.batch } } },
    { pattern: ['x', 'replication', 'digest'], operations: { GET: { needs: 'peer', handle: exchange.digest } } },
    { pattern: ['x', 'replication', 'leases'], operations: { GET: { needs: 'peer', handle: exchange.leases } } },
    { pattern: ['x', 'replication', 'instances'], operations: { POST: { needs: 'peer', handle: exchange.instances } } },
    { pattern: ['x', 'replication', 'batch'], operations: { POST: { needs: 'peer', handle: exchange.batch } } },
    { pattern: ['asg', '*', 'status'], operations: { PUT: { needs: 'peer', handle: server.asg } } },
    { pattern: ['status'], operations: { GET: { needs: 'reader', handle: server.status } } },
    {
      pattern: ['serverinfo', 'statusoverrides'],
      operations: { GET: { needs: 'reader', handle: server.statusOverrides } },
    },
    { pattern: ['x', 'cluster'], operations: { GET: { needs: 'reader', handle: server.cluster } } },
    {
      pattern: ['x', 'watch'],
      operations: { GET: { needs: 'reader', handle: watch.stream, takesAnyAccept: true } },
    },
    {
      pattern: ['x', 'watch', 'seen'],
      operations: {
        GET: { needs: 'registrar', handle: watch.whenSeen },
        POST: { needs: 'reader', handle: watch.confirm },
      },
    },
    { pattern: ['lastn'], operations: { GET: { needs: 'reader', handle: server.recentLeases } } },
  ];
  return new RouteTable(routes);
}
