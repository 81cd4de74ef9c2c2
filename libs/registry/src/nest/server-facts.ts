import { cpus } from 'node:os';
import type { RegistryConfiguration } from '@nest-eureka/config';
import type { InstanceInfo, StatusInfo } from '@nest-eureka/protocol';
import type { Clock } from '@nest-eureka/time';
import type { Endpoint } from '@nest-eureka/transport';
import { serverUptime } from '../core/server-uptime.js';
import type { PeerReport } from '../replication/peer-report.js';
import type { RegionReport } from '../replication/regions/region-report.js';
import { ownNodes } from '../replication/peers/own-nodes.js';
import type { Peers } from '../replication/peers/peers.js';
import type { OwnInstance } from './own-instance.js';
import { replicasOf } from './replicas.js';
import type { Replica } from './replicas.js';

const MEGABYTE = 1_048_576;

/** What is to be told about this server itself: in `/status`, on the page (server.md 8.1, 8.7). */
export class ServerFacts {
  readonly #startedAt: number;

  constructor(
    readonly configuration: RegistryConfiguration,
    private readonly own: OwnInstance,
    private readonly peers: Pick<Peers, 'reports' | 'endpoints'>,
    private readonly regions: { reports(): readonly RegionReport[] },
    readonly clock: Clock,
  ) {
    this.#startedAt = clock.monotonic();
  }

  /** This server as an instance, with the port that it listens on. */
  get instance(): InstanceInfo {
    return this.own.current();
  }

  /** Such as `http://registry.example.com:8761`. */
  origin(): string {
    const { scheme, port } = this.own.address();
    return `${scheme}://${this.instance.hostName}:${port}`;
  }

  /** Milliseconds since the start. */
  runsForMs(): number {
    return this.clock.monotonic() - this.#startedAt;
  }

  uptime(): string {
    return serverUptime(this.runsForMs());
  }

  /** Each peer with what is measured of it. */
  peerReports(): readonly PeerReport[] {
    return this.peers.reports();
  }

  /** Where the peers are that are nodes of ours and answer. */
  ownNodes(): readonly Endpoint[] {
    return ownNodes(this.peers);
  }

  /** Each other region with how its reading gets on. */
  regionReports(): readonly RegionReport[] {
    return this.regions.reports();
  }

  replicas(): readonly Replica[] {
    return replicasOf(this.peers.reports());
  }

  /** `GET /status`; the heap stands where Java has its own (server.md 8.1). */
  status(): StatusInfo {
    const { heapTotal, heapUsed } = process.memoryUsage();
    const replicas = this.replicas();
    const list = (wanted: boolean): string =>
      replicas
        .filter((replica) => replica.available === wanted)
        .map((replica) => `${replica.url},`)
        .join('');
    const minimum = this.configuration.server.minAvailableInstancesForPeerReplication;
    return {
      generalStats: new Map([
        ['num-of-cpus', String(cpus().length)],
        ['total-avail-memory', `${Math.trunc(heapTotal / MEGABYTE)}mb`],
        ['current-memory-usage', `${Math.trunc(heapUsed / MEGABYTE)}mb (${Math.trunc((heapUsed / heapTotal) * 100)}%)`],
        ['server-uptime', this.uptime()],
      ]),
      applicationStats: new Map([
        ['registered-replicas', replicas.map((replica) => replica.url).join(', ')],
        ['available-replicas', list(true)],
        ['unavailable-replicas', list(false)],
        ...this.#regionStats(),
      ]),
      instanceInfo: this.instance,
      healthy: minimum > -1 ? replicas.filter((replica) => replica.available).length >= minimum : undefined,
    };
  }
  /** Nothing without other regions, so that Java's document stays as it is. */
  #regionStats(): readonly (readonly [string, string])[] {
    const reports = this.regionReports();
    if (reports.length === 0) return [];
    const list = (chosen: readonly RegionReport[]): string =>
      chosen.map(({ region, instances }) => `${region} (${instances} instances)`).join(', ');
    const isStale = ({ source, staleSince }: RegionReport): boolean => source === 'none' || staleSince !== undefined;
    return [
      ['remote-regions', list(reports)],
      ['stale-remote-regions', list(reports.filter(isStale))],
    ];
  }
}
